import type { ReactNode } from 'react'
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import type { ChoiceProps } from './choice.tsx'
import './fields.css'
import './radio-choice.css'

/** One of a few things, all of them in sight. */
export function RadioChoice<K extends string>({
  label,
  choices,
  value,
  onChange,
  isDisabled = false,
}: ChoiceProps<K>): ReactNode {
  return (
    <RadioGroup
      className="field"
      value={value}
      onChange={(key) => onChange(key as K)}
      isDisabled={isDisabled}
    >
      <Label className="label">{label}</Label>
      {choices.map(({ key, label: words, hint }) => (
        <RadioField key={key} value={key}>
          <RadioButton className="radio">
            <span className="radio-dot" aria-hidden="true" />
            <span>
              {words}
              {hint !== undefined && <span className="hint radio-hint">{hint}</span>}
            </span>
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  )
}
