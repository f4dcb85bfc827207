import { Search, X } from 'lucide-react'
import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import {
  Button as AriaButton,
  SearchField as AriaSearchField,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  CheckboxButton,
  CheckboxField,
  FieldError,
  Input,
  Label,
  SwitchButton,
  SwitchField,
  Text,
  TextArea,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import './fields.css'

interface TextFieldProps
  extends Pick<
    AriaTextFieldProps,
    | 'value'
    | 'defaultValue'
    | 'onChange'
    | 'name'
    | 'type'
    | 'isRequired'
    | 'isDisabled'
    | 'isReadOnly'
    | 'autoFocus'
  > {
  readonly label: string
  /** What is expected, below the field. */
  readonly hint?: ReactNode
  /** What is wrong with what is there. */
  readonly problem?: string | undefined
  readonly rows?: number
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
  readonly inputMode?: AriaTextFieldProps['inputMode']
  readonly placeholder?: string
  readonly maxLength?: number
  readonly min?: string
  readonly step?: string
  readonly max?: string
}

/** A field for one line of text, or for several with `rows`. */
export function TextField({
  label,
  hint,
  problem,
  rows,
  placeholder,
  min,
  max,
  step,
  ...rest
}: TextFieldProps) {
  return (
    <AriaTextField
      {...rest}
      // What somebody else has found wrong does not keep the form from being sent again.
      {...(problem !== undefined && { isInvalid: true, validationBehavior: 'aria' })}
      className="field"
    >
      <Label>{label}</Label>
      {rows === undefined ? (
        <Input className="input" placeholder={placeholder} min={min} max={max} step={step} />
      ) : (
        <TextArea className="input" rows={rows} placeholder={placeholder} />
      )}
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </AriaTextField>
  )
}

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  onChange(value: string): void
  onSubmit?(value: string): void
  readonly placeholder?: string
}

/** A field to look for something; the label is heard alone. */
export function SearchField({ label, placeholder, onSubmit, ...rest }: SearchFieldProps) {
  const { t } = useTranslation()
  return (
    <AriaSearchField {...rest} {...(onSubmit && { onSubmit })} aria-label={label} className="search-field">
      <Search aria-hidden="true" />
      <Input className="input" placeholder={placeholder ?? label} />
      <AriaButton className="clear" aria-label={t('clear')}>
        <X aria-hidden="true" />
      </AriaButton>
    </AriaSearchField>
  )
}

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
