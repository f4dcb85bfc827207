import type { ReactNode } from 'react'
import type { Ask, OperationName } from '../api/call.ts'
import { useAction } from '../api/use-api.ts'
import type { ButtonKind } from './button.tsx'
import { ConfirmDialog } from './dialog.tsx'
import { DialogButton } from './dialog-button.tsx'

interface ConfirmActionProps<O extends OperationName> {
  /** What the button says: a verb. */
  readonly label: string
  readonly icon?: ReactNode
  readonly kind?: ButtonKind
  readonly title: string
  /** What happens, and whether it can be undone. */
  readonly children: ReactNode
  readonly operation: O
  readonly ask: Ask<O>
  /** The questions whose answers it changes. */
  readonly changes: readonly string[]
  /** Told when it is done. */
  readonly done: string
  onDone?(): void
}

/** A button for something that cannot be undone: asks first, then does it. */
export function ConfirmAction<O extends OperationName>({
  label,
  icon,
  kind = 'bare',
  ...rest
}: ConfirmActionProps<O>) {
  return (
    <DialogButton label={label} icon={icon} kind={kind}>
      {(close) => <Confirmation {...rest} label={label} close={close} />}
    </DialogButton>
  )
}

interface ConfirmationProps<O extends OperationName> extends Omit<ConfirmActionProps<O>, 'icon' | 'kind'> {
  close(): void
}

function Confirmation<O extends OperationName>({
  label,
  title,
  children,
  operation,
  ask,
  changes,
  done,
  onDone,
  close,
}: ConfirmationProps<O>) {
  const action = useAction(operation, {
    changes,
    done,
    onDone: () => {
      close()
      onDone?.()
    },
  })
  return (
    <ConfirmDialog
      title={title}
      isOpen
      isDangerous
      confirm={label}
      isPending={action.isPending}
      onConfirm={() => action.mutate(ask)}
      onClose={close}
    >
      <p>{children}</p>
    </ConfirmDialog>
  )
}
