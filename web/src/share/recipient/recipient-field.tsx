import { Globe, User, UsersRound } from 'lucide-react'
import { type KeyboardEvent, type Ref, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../../api/contract.ts'
import type { RecipientInMind } from './use-recipient.ts'
import '../../kit/fields.css'
import '../../kit/choice.css'

const icons = { user: User, group: UsersRound, federated: Globe }

interface RecipientFieldProps {
  readonly ref: Ref<HTMLInputElement>
  readonly recipient: RecipientInMind
}

/**
 * The one field for whom to share with: a name, a group, or an address on any cloud; suggestions come while one writes.
 * WAI-ARIA 1.2, combobox: the focus stays in the field, and the list says which of its options the keys are at.
 */
export function RecipientField({ ref, recipient }: RecipientFieldProps) {
  const { t } = useTranslation('share')
  const id = useId()
  const [hasFocus, setFocus] = useState(false)
  const [wish, setWish] = useState<'open' | 'closed'>()
  const [at, setAt] = useState(-1)
  const { text, suggestions, chosen } = recipient
  const isWriting = text.trim() !== '' && chosen === undefined
  const isOpen = hasFocus && suggestions.length > 0 && (wish ?? (isWriting ? 'open' : 'closed')) === 'open'
  const marked = isOpen ? suggestions[at] : undefined

  function write(words: string): void {
    recipient.write(words)
    setWish(undefined)
    setAt(-1)
  }

  function choose(suggestion: Recipient): void {
    recipient.choose(suggestion)
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
    <div className="field recipient-field">
      <label htmlFor={id}>{t('shareWith')}</label>
      <input
        ref={ref}
        id={id}
        className="input"
        autoFocus
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={marked === undefined ? undefined : `${id}-${at}`}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={500}
        placeholder={t('shareWithExample')}
        value={text}
        onChange={(event) => write(event.target.value)}
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
            key={`${suggestion.kind} ${suggestion.shareWith}`}
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
            <Suggestion suggestion={suggestion} />
          </div>
        ))}
      </div>
      <span id={`${id}-hint`} className="hint">
        {t('shareWithHint')}
      </span>
      <span className="heard" aria-live="polite">
        {isOpen && t('suggested', { count: suggestions.length })}
      </span>
    </div>
  )
}

function Suggestion({ suggestion: { kind, displayName, detail } }: { readonly suggestion: Recipient }) {
  const { t } = useTranslation('share')
  const Icon = icons[kind]
  return (
    <>
      <Icon aria-hidden="true" />
      <span className="list-item-words">
        <span>{kind === 'federated' ? t('remote', { name: displayName }) : displayName}</span>{' '}
        <span className="hint">{kind === 'group' ? t('group') : detail}</span>
      </span>
    </>
  )
}
