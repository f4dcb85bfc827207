import { Globe, User, UsersRound } from 'lucide-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../../api/contract.ts'
import { SuggestionField } from '../../kit/suggestion-field.tsx'
import type { RecipientInMind } from './use-recipient.ts'

const icons = { user: User, group: UsersRound, federated: Globe }

interface RecipientFieldProps {
  readonly ref: Ref<HTMLInputElement>
  readonly recipient: RecipientInMind
}

/** The one field for whom to share with: a name, a group, or an address on any cloud. */
export function RecipientField({ ref, recipient }: RecipientFieldProps) {
  const { t } = useTranslation('share')
  return (
    <SuggestionField
      ref={ref}
      label={t('shareWith')}
      hint={t('shareWithHint')}
      placeholder={t('shareWithExample')}
      autoFocus
      text={recipient.text}
      onWrite={recipient.write}
      suggestions={recipient.suggestions}
      keyOf={({ kind, shareWith }) => `${kind} ${shareWith}`}
      onChoose={recipient.choose}
      isChosen={recipient.chosen !== undefined}
    >
      {(suggestion) => <Suggestion suggestion={suggestion} />}
    </SuggestionField>
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
