import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components'
import './drawer.css'

interface DrawerProps {
  /** What it is, for those who hear it. */
  readonly label: string
  readonly isOpen: boolean
  onClose(): void
  readonly children: ReactNode
}

/** Something at an edge of the window, over the page: where there is no room beside it. */
export function Drawer({ label, isOpen, onClose, children }: DrawerProps) {
  return (
    <ModalOverlay
      className="drawer-veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className="drawer">
        <AriaDialog aria-label={label} className="drawer-dialog">
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
