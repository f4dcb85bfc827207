import { useTranslation } from 'react-i18next'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import type { Unsaved } from './use-unsaved.ts'

interface LeaveDialogProps {
  readonly unsaved: Unsaved
  /** Told before changes are given up. */
  onDiscard(): void
}

/** Asks before changes are given up. */
export function LeaveDialog({ unsaved: { asked }, onDiscard }: LeaveDialogProps) {
  const { t } = useTranslation('preview')
  return (
    <Dialog
      title={t('leaveTitle')}
      isOpen={asked !== undefined}
      size="small"
      onClose={() => asked?.stay()}
      actions={
        <>
          <Button onPress={() => asked?.stay()}>{t('goOnEditing')}</Button>
          <Button
            kind="danger"
            onPress={() => {
              onDiscard()
              asked?.leave()
            }}
          >
            {t('discard')}
          </Button>
        </>
      }
    >
      {t('leaveWords')}
    </Dialog>
  )
}
