import type { FileEntry } from '../api/contract.ts'
import { Dialog } from '../kit/dialog.tsx'

interface ShareDialogProps {
  readonly entry: FileEntry
  /** The id of the team's space in which it is. */
  readonly space?: string | undefined
  readonly isOpen: boolean
  onClose(): void
}

/** Shares a file or folder, and shows with whom it is shared. */
export function ShareDialog({ entry, isOpen, onClose }: ShareDialogProps) {
  return (
    <Dialog title={entry.name} isOpen={isOpen} onClose={onClose}>
      {null}
    </Dialog>
  )
}
