import type { ReactNode } from 'react'
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

interface MenuProps {
  /** What it is the menu of, for those who hear it. */
  readonly label: string
  /** The button that opens it. */
  readonly trigger: ReactNode
  /** Groups, with a line between them. */
  readonly groups: readonly (readonly MenuAction[])[]
}

/** A button that opens a list of things to do. */
export function Menu({ label, trigger, groups }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="menu" aria-label={label}>
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
      </Popover>
    </MenuTrigger>
  )
}
