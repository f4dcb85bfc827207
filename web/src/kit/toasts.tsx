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
  readonly kind: 'done' | 'problem'
  readonly text: string
  readonly action?: { readonly label: string; do(): void }
}

const queue = new ToastQueue<ToastWords>({ maxVisibleToasts: 4 })

/**
 * Tells what was done or what went wrong, at the edge of the page. What can be undone stays for 10 seconds, problems
 * until they are closed.
 */
export function toast(words: ToastWords): void {
  const timeout = words.action === undefined ? 5_000 : 10_000
  queue.add(words, words.kind === 'problem' ? {} : { timeout })
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
          {shown.content.action && (
            <Button
              kind="bare"
              onPress={() => {
                shown.content.action?.do()
                queue.close(shown.key)
              }}
            >
              {shown.content.action.label}
            </Button>
          )}
          <AriaButton slot="close" className="button icon-only bare" aria-label={t('close')}>
            <X aria-hidden="true" />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  )
}
