import { Globe, User, UsersRound } from 'lucide-react'
import { useContext, useEffect, useEffectEvent } from 'react'
import {
  ComboBox,
  ComboBoxStateContext,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../api/contract.ts'
import type { RecipientInMind } from './use-recipient.ts'

const icons = { user: User, group: UsersRound, federated: Globe }

/** The one field for whom to share with: a name, a group, or an address on any cloud; suggestions come while one writes. */
export function RecipientField({ recipient }: { readonly recipient: RecipientInMind }) {
  const { t } = useTranslation('share')
  const suggestions = recipient.suggestions.map((suggestion) => ({
    id: keyOf(suggestion),
    suggestion,
  }))
  return (
    <ComboBox
      className="field"
      items={suggestions}
      inputValue={recipient.text}
      onInputChange={recipient.write}
      value={recipient.chosen === undefined ? null : keyOf(recipient.chosen)}
      onChange={(key) => {
        const chosen = suggestions.find(({ id }) => id === key)
        if (chosen !== undefined) recipient.choose(chosen.suggestion)
      }}
      defaultFilter={() => true}
      menuTrigger="manual"
      allowsCustomValue
    >
      <OpensWhenSuggested
        suggestions={recipient.suggestions}
        isWanted={recipient.text.trim() !== '' && recipient.chosen === undefined}
      />
      <Label>{t('shareWith')}</Label>
      <Input
        className="input"
        placeholder={t('shareWithExample')}
        autoFocus
        autoCapitalize="none"
        spellCheck="false"
        maxLength={500}
      />
      <Text slot="description" className="hint">
        {t('shareWithHint')}
      </Text>
      <Popover className="popover share-suggestions">
        <ListBox className="list-box">
          {({ id, suggestion }: { id: string; suggestion: Recipient }) => (
            <ListBoxItem id={id} textValue={suggestion.displayName} className="list-item">
              <Suggestion suggestion={suggestion} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

function keyOf({ kind, shareWith }: Recipient): string {
  return `${kind} ${shareWith}`
}

interface OpensWhenSuggestedProps {
  readonly suggestions: readonly Recipient[]
  /** Whether somebody writes who has not said yet whom they mean. */
  readonly isWanted: boolean
}

/** Opens the list when suggestions have come for what somebody writes: that is a moment after the letter. */
function OpensWhenSuggested({ suggestions, isWanted }: OpensWhenSuggestedProps) {
  const state = useContext(ComboBoxStateContext)
  const offer = useEffectEvent(({ length }: readonly Recipient[]) => {
    if (isWanted && length > 0 && state?.isFocused === true) state.open(null, 'input')
  })
  useEffect(() => offer(suggestions), [suggestions])
  return null
}

function Suggestion({ suggestion: { kind, displayName, detail } }: { readonly suggestion: Recipient }) {
  const { t } = useTranslation('share')
  const Icon = icons[kind]
  return (
    <>
      <Icon aria-hidden="true" />
      <span className="list-item-words">
        <Text slot="label">{kind === 'federated' ? t('remote', { name: displayName }) : displayName}</Text>
        <Text slot="description" className="hint">
          {kind === 'group' ? t('group') : detail}
        </Text>
      </span>
    </>
  )
}
