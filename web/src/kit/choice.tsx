import { Check, ChevronDown } from 'lucide-react'
import {
  Button as AriaButton,
  Select as AriaSelect,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components'
import './choice.css'

interface Choice<K extends string> {
  readonly key: K
  readonly label: string
  /** What it means, in a line below. */
  readonly hint?: string
}

/** What is chosen from, and what is chosen. */
export interface ChoiceProps<K extends string> {
  readonly label: string
  readonly choices: readonly Choice<NoInfer<K>>[]
  readonly value: K
  onChange(value: K): void
  readonly isDisabled?: boolean
}

interface SelectProps<K extends string> extends ChoiceProps<K> {
  /** Whether the label is heard alone. */
  readonly isLabelHidden?: boolean
}

/** One of a few things, in a list that opens. */
export function Select<K extends string>({
  label,
  choices,
  value,
  onChange,
  isLabelHidden = false,
  isDisabled = false,
}: SelectProps<K>) {
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(key) => onChange(key as K)}
      isDisabled={isDisabled}
      {...(isLabelHidden && { 'aria-label': label })}
    >
      {!isLabelHidden && <Label className="label">{label}</Label>}
      <AriaButton className="input select">
        <SelectValue>{choices.find(({ key }) => key === value)?.label}</SelectValue>
        <ChevronDown aria-hidden="true" />
      </AriaButton>
      <Popover className="popover">
        <ListBox className="list-box" items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.key} textValue={choice.label} className="list-item">
              <span className="list-item-words">
                <Text slot="label">{choice.label}</Text>
                {choice.hint !== undefined && (
                  <Text slot="description" className="hint">
                    {choice.hint}
                  </Text>
                )}
              </span>
              <Check className="list-item-check" aria-hidden="true" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
