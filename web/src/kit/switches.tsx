import type { ReactNode } from 'react'
import { CheckboxButton, CheckboxField, SwitchButton, SwitchField } from 'react-aria-components'
import './switches.css'

interface SwitchProps {
  readonly isSelected: boolean
  onChange(isSelected: boolean): void
  readonly isDisabled?: boolean
  readonly children: ReactNode
}

/** Something that is on or off, at once. */
export function Switch({ children, ...rest }: SwitchProps) {
  return (
    <SwitchField {...rest}>
      <SwitchButton className="switch">
        <span className="switch-track" aria-hidden="true" />
        <span>{children}</span>
      </SwitchButton>
    </SwitchField>
  )
}

interface CheckboxProps {
  readonly isSelected: boolean
  onChange(isSelected: boolean): void
  readonly isDisabled?: boolean
  readonly children: ReactNode
}

/** Something that is chosen or not, and counts when the form is sent. */
export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <CheckboxField {...rest}>
      <CheckboxButton className="checkbox">
        <span className="checkbox-box" aria-hidden="true" />
        <span>{children}</span>
      </CheckboxButton>
    </CheckboxField>
  )
}
