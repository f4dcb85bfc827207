import { useTranslation } from 'react-i18next'
import type { FileEntry } from '../../api/contract.ts'
import { ConfirmDialog } from '../../kit/dialog.tsx'

interface RemoveDialogProps {
  readonly entries: readonly FileEntry[]
  onConfirm(): void
  onClose(): void
}

/** Asks before something is removed that others share, or that is shared with others. */
export function RemoveDialog({ entries, onConfirm, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('files')
  const left = entries.filter(({ received }) => received === 'root')
  const shared = entries.filter(({ received, sharedWith }) => received === null && sharedWith > 0)
  const isLeaving = left.length === entries.length
  const facts = { count: entries.length, name: entries[0]?.name ?? '' }
  return (
    <ConfirmDialog
      title={isLeaving ? t('leaveTitle', facts) : t('removeTitle', facts)}
      isOpen
      isDangerous
      confirm={isLeaving ? t('leave') : t('commands.delete')}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      {left.length > 0 && <p>{t('leaveWarning', { from: left[0]?.from ?? '' })}</p>}
      {entries.some(({ received }) => received === 'inside') && <p>{t('removeInsideWarning')}</p>}
      {shared.length > 0 && (
        <p>{t('removeSharedWarning', { count: shared.length, name: shared[0]?.name ?? '' })}</p>
      )}
    </ConfirmDialog>
  )
}
