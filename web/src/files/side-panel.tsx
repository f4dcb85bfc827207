import { type ReactNode, useSyncExternalStore } from 'react'
import { Drawer } from '../kit/drawer.tsx'

interface SidePanelProps {
  readonly label: string
  onClose(): void
  readonly children: ReactNode
}

const narrow = matchMedia('(width < 60rem)')

/** Something beside a listing; over it, where there is no room for both. */
export function SidePanel({ label, onClose, children }: SidePanelProps) {
  const isNarrow = useSyncExternalStore(listen, () => narrow.matches)
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
