import type { FileEntry } from '../api/contract.ts'
import { Dialog } from '../kit/dialog.tsx'

interface PreviewProps {
  readonly entry: FileEntry
  /** The id of the team's space in which it is. */
  readonly space?: string | undefined
  /** The files before and after it in the listing. */
  readonly previous?: FileEntry | undefined
  readonly next?: FileEntry | undefined
  onShow(entry: FileEntry): void
  onClose(): void
}

/** A file, shown over its folder; open while it is on the page. */
export function Preview({ entry, onClose }: PreviewProps) {
  return (
    <Dialog title={entry.name} isOpen onClose={onClose} size="large">
      {entry.contentType}
    </Dialog>
  )
}
