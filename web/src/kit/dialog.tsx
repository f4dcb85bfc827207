import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from './button.tsx'
import { OpenDialog } from './open-dialogs.tsx'
import { ReturnedFocus } from './returned-focus.tsx'
import './dialog.css'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  onClose(): void
  /** Set when leaving it by Escape or beside it would lose work. */
  readonly isSticky?: boolean
  readonly size?: 'small' | 'medium' | 'large'
  readonly children: ReactNode
  /** The buttons at its foot. */
  readonly actions?: ReactNode
}

/** A modal dialog with a title, a way out and its actions. The focus stays in it and goes back where it came from. */
export function Dialog({
  title,
  isOpen,
  onClose,
  isSticky = false,
  size = 'medium',
  children,
  actions,
}: DialogProps) {
  const { t } = useTranslation()
  return (
    <ModalOverlay
      className="dialog-veil"
      isOpen={isOpen}
      isDismissable={!isSticky}
      isKeyboardDismissDisabled={isSticky}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={`dialog-frame ${size}`}>
        <AriaDialog className="dialog">
          <ReturnedFocus />
          <OpenDialog />
          <div className="dialog-head">
            <Heading slot="title">{title}</Heading>
            {!isSticky && <IconButton label={t('close')} icon={<X />} onPress={onClose} />}
          </div>
          <div className="dialog-body">{children}</div>
          {actions !== undefined && <div className="dialog-foot">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

interface ConfirmDialogProps {
  readonly title: string
  readonly isOpen: boolean
  /** What happens, and whether it can be undone. */
  readonly children: ReactNode
  /** What the button says that does it: a verb. */
  readonly confirm: string
  readonly isDangerous?: boolean
  readonly isPending?: boolean
  onConfirm(): void
  onClose(): void
}

/** Asks before something is done that cannot be undone. */
export function ConfirmDialog({
  title,
  isOpen,
  children,
  confirm,
  isDangerous = false,
  isPending = false,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind={isDangerous ? 'danger' : 'primary'} isPending={isPending} onPress={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
