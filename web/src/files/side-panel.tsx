import { type ReactNode, useState, useSyncExternalStore } from 'react'
import { Drawer } from '../kit/drawer.tsx'
import { openDialogs } from '../kit/open-dialogs.tsx'

interface SidePanelProps {
  readonly label: string
  onClose(): void
  readonly children: ReactNode
}

const narrow = matchMedia('(width < 60rem)')

/**
 * Something beside a listing; over it, where there is no room for both. While a dialog is open, which may be one of its own,
 * it stays as it is.
 */
export function SidePanel({ label, onClose, children }: SidePanelProps) {
  const hasNoRoom = useSyncExternalStore(listen, () => narrow.matches)
  const isHeld = openDialogs.use() > 0
  const [isNarrow, setNarrow] = useState(hasNoRoom)
  if (!isHeld && isNarrow !== hasNoRoom) setNarrow(hasNoRoom)
  if (!isNarrow) {
    return (
      <aside className="files-side" aria-label={label}>
        {children}
      </aside>
    )
  }
  return (
    <Drawer label={label} isOpen onClose={onClose}>
      {children}
    </Drawer>
  )
}

function listen(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}
