import { type ReactNode, useRef } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import './choice.css'

export interface MenuAction {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly isDangerous?: boolean
  readonly isDisabled?: boolean
  /** A link instead of something to do. */
  readonly href?: string
  onAction?(): void
}

interface MenuContents {
  /** What it is the menu of, for those who hear it. */
  readonly label: string
  /** Groups, with a line between them. */
  readonly groups: readonly (readonly MenuAction[])[]
}

interface MenuProps extends MenuContents {
  /** The button that opens it. */
  readonly trigger: ReactNode
}

/** A button that opens a list of things to do. */
export function Menu({ trigger, ...contents }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom end">
        <Actions {...contents} />
      </Popover>
    </MenuTrigger>
  )
}

interface PopupMenuProps extends MenuContents {
  /** Where it opens, in the window. */
  readonly point: { readonly x: number; readonly y: number }
  onClose(): void
}

/** The same, open while it is on the page, where the pointer is. */
export function PopupMenu({ point, onClose, ...contents }: PopupMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  return (
    <>
      <span ref={anchor} className="menu-anchor" style={{ left: point.x, top: point.y }} />
      <Popover
        className="popover"
        placement="bottom start"
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose()
        }}
      >
        <Actions {...contents} onClose={onClose} />
      </Popover>
    </>
  )
}

function Actions({ label, groups, onClose }: MenuContents & { onClose?(): void }) {
  return (
    <AriaMenu className="menu" aria-label={label} autoFocus="first" {...(onClose && { onClose })}>
      {groups.flatMap((group, at) => [
        ...(at > 0 && group.length > 0 ? [<Separator key={`line-${at}`} className="menu-line" />] : []),
        ...group.map(
          ({ id, label: words, icon, isDangerous = false, isDisabled = false, href, onAction }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={words}
              className={isDangerous ? 'list-item danger' : 'list-item'}
              isDisabled={isDisabled}
              {...(href !== undefined && { href })}
              {...(onAction && { onAction })}
            >
              {icon}
              {words}
            </MenuItem>
          ),
        ),
      ])}
    </AriaMenu>
  )
}
