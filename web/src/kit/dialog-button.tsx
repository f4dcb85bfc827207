import { type ReactNode, useState } from 'react'
import { Button, type ButtonKind } from './button.tsx'

interface DialogButtonProps {
  readonly label: string
  readonly icon?: ReactNode
  readonly kind?: ButtonKind
  readonly isDisabled?: boolean
  /** The dialog. @param close - goes back to the button */
  children(close: () => void): ReactNode
}

/** A button that opens a dialog. */
export function DialogButton({ label, children, ...button }: DialogButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button {...button} onPress={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && children(() => setOpen(false))}
    </>
  )
}
