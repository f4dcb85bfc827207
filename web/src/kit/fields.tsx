import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components'
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
      <FieldProblem problem={problem} />
    </AriaTextField>
  )
}

/** What is wrong with what is in the field around it. @param problem - what somebody else has found */
export function FieldProblem({ problem }: { readonly problem?: string | undefined }) {
  return (
    <FieldError className="field-problem">
      {({ validationErrors, validationDetails }) => (
        // Whoever is in the field already hears of nothing that changes about it; the form tells what the server has said.
        <span {...((problem !== undefined || !validationDetails.customError) && { role: 'alert' })}>
          {problem ?? validationErrors.join(' ')}
        </span>
      )}
    </FieldError>
  )
}
