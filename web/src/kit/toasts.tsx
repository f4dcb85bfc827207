import { X } from 'lucide-react'
import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import './toasts.css'

interface ToastWords {
  /** `news`: something that somebody else did. */
  readonly kind: 'done' | 'problem' | 'news'
  readonly text: string
  /** What can be done about it: one thing, or a choice. */
  readonly action?: ToastAction | readonly ToastAction[]
}

interface ToastAction {
  readonly label: string
  do(): void
}

const queue = new ToastQueue<ToastWords>({ maxVisibleToasts: 4 })

const milliseconds = { done: 5_000, undone: 10_000, news: 20_000 }

/**
 * Tells what was done or what went wrong, at the edge of the page. What can be undone stays for 10 seconds, news for 20,
 * problems until they are closed.
 * @returns takes it away again
 */
export function toast(words: ToastWords): () => void {
  const key = queue.add(words, words.kind === 'problem' ? {} : { timeout: lifetimeOf(words) })
  return () => queue.close(key)
}

function lifetimeOf({ kind, action }: ToastWords): number {
  if (kind === 'news') return milliseconds.news
  return action === undefined ? milliseconds.done : milliseconds.undone
}

/** The place where toasts appear; once on the page. */
export function Toasts() {
  const { t } = useTranslation()
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t('messages')}>
      {({ toast: shown }) => (
        <Toast toast={shown} className={`toast ${shown.content.kind}`}>
          <ToastContent className="toast-words">
            <Text slot="title">{shown.content.text}</Text>
          </ToastContent>
          {[shown.content.action ?? []].flat().map((action) => (
            <Button
              key={action.label}
              kind="bare"
              onPress={() => {
                action.do()
                queue.close(shown.key)
              }}
            >
              {action.label}
            </Button>
          ))}
          <AriaButton slot="close" className="button icon-only bare" aria-label={t('close')}>
            <X aria-hidden="true" />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  )
}
