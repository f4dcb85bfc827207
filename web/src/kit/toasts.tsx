import { X } from 'lucide-react'
import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { toasts } from '../toast.ts'
import { Button } from './button.tsx'
import './toasts.css'

/** The place where toasts appear; once on the page. */
export function Toasts() {
  const { t } = useTranslation()
  return (
    <ToastRegion queue={toasts} className="toasts" aria-label={t('messages')}>
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
                toasts.close(shown.key)
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
