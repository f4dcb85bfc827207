import { type ReactNode, useSyncExternalStore } from 'react'
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components'

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
    <ModalOverlay
      className="drawer-veil"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Modal className="drawer files-drawer">
        <AriaDialog aria-label={label} className="dialog">
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function listen(listener: () => void): () => void {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}
