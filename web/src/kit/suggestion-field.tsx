import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from 'react'
import { TextField as AriaTextField, Input, Label, Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { FieldProblem } from './fields.tsx'
import './choice.css'
import './suggestion-field.css'

interface SuggestionFieldProps<T> {
  readonly ref?: Ref<HTMLInputElement>
  readonly label: string
  readonly hint?: string
  readonly placeholder?: string
  readonly name?: string
  readonly isRequired?: boolean
  readonly autoFocus?: boolean
  readonly text: string
  onWrite(text: string): void
  /** What the text may mean. */
  readonly suggestions: readonly T[]
  keyOf(suggestion: T): string
  onChoose(suggestion: T): void
  /** What stands in the field has been chosen, and is not being looked for. */
  readonly isChosen?: boolean
  /** How a suggestion looks. */
  children(suggestion: T): ReactNode
}

/**
 * A field for one line of text, with suggestions that come while one writes.
 * WAI-ARIA 1.2, combobox: the focus stays in the field, and the list says which of its options the keys are at.
 */
export function SuggestionField<T>({ ref, ...props }: SuggestionFieldProps<T>) {
  const { label, hint, name, isRequired = false, autoFocus = false, text, isChosen = false } = props
  const { suggestions, keyOf, children } = props
  const { t } = useTranslation('app')
  const id = useId()
  const [hasFocus, setFocus] = useState(false)
  const [wish, setWish] = useState<'open' | 'closed'>()
  const [at, setAt] = useState(-1)
  const isWriting = text.trim() !== '' && !isChosen
  const isOpen = hasFocus && suggestions.length > 0 && (wish ?? (isWriting ? 'open' : 'closed')) === 'open'
  const marked = isOpen ? suggestions[at] : undefined

  function write(words: string): void {
    props.onWrite(words)
    setWish(undefined)
    setAt(-1)
  }

  function choose(suggestion: T): void {
    props.onChoose(suggestion)
    setWish('closed')
  }

  function move(steps: 1 | -1): void {
    const count = suggestions.length
    if (count === 0) return
    setWish('open')
    setAt(isOpen && at >= 0 ? (at + steps + count) % count : steps === 1 ? 0 : count - 1)
  }

  function press(event: KeyboardEvent): void {
    const doing = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      ...(marked !== undefined && { Enter: () => choose(marked) }),
      ...(isOpen && { Escape: () => setWish('closed') }),
    }[event.key]
    if (doing === undefined) return
    doing()
    event.preventDefault()
    // Escape closes the list, not the dialog.
    event.stopPropagation()
  }

  return (
    <AriaTextField
      className="field"
      value={text}
      onChange={write}
      isRequired={isRequired}
      maxLength={500}
      autoComplete="off"
      // It has been opened to be written in.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={autoFocus}
      {...(name !== undefined && { name })}
    >
      <Label>{label}</Label>
      <div className="suggesting">
        <Input
          {...(ref !== undefined && { ref })}
          className="input"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={marked === undefined ? undefined : `${id}-${at}`}
          autoCapitalize="none"
          spellCheck={false}
          placeholder={props.placeholder}
          onKeyDown={press}
          onFocus={() => setFocus(true)}
          onBlur={() => setFocus(false)}
        />
        <div
          id={`${id}-list`}
          className="popover suggestions"
          role="listbox"
          aria-label={t('suggestions')}
          hidden={!isOpen}
        >
          {suggestions.map((suggestion, index) => (
            <div
              key={keyOf(suggestion)}
              id={`${id}-${index}`}
              className="list-item"
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              ref={(item) => {
                if (index === at) item?.scrollIntoView({ block: 'nearest' })
              }}
              // The focus stays in the field, which has the keys.
              onPointerDown={(event) => event.preventDefault()}
              onPointerUp={() => choose(suggestion)}
            >
              {children(suggestion)}
            </div>
          ))}
        </div>
      </div>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldProblem />
      <span className="heard" aria-live="polite">
        {isOpen && t('suggested', { count: suggestions.length })}
      </span>
    </AriaTextField>
  )
}
