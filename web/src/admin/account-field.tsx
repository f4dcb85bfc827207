import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { question } from '../api/use-api.ts'
import { SuggestionField } from '../kit/suggestion-field.tsx'
import { useSettled } from '../kit/use-settled.ts'

const most = 8

interface AccountFieldProps {
  readonly label: string
  /** Of the field in its form; its value is the user name, or the short name of the group. */
  readonly name: string
  readonly kind?: 'user' | 'group'
  readonly hint?: string
  readonly isRequired?: boolean
  readonly autoFocus?: boolean
  /** Who is not suggested. */
  readonly besides?: string
}

/** What somebody of this cloud, or a group, is called: found by either name while one writes. */
export function AccountField({ kind = 'user', besides, ...field }: AccountFieldProps) {
  const [text, write] = useState('')
  const accounts = useAccounts(kind, text.trim()).filter(({ name }) => name !== besides)
  // What is already written is no suggestion.
  const isWritten = accounts.length === 1 && accounts[0]?.name === text.trim()
  return (
    <SuggestionField
      {...field}
      text={text}
      onWrite={write}
      suggestions={isWritten ? [] : accounts}
      keyOf={({ name }) => name}
      onChoose={({ name }) => write(name)}
    >
      {({ name, displayName }) => (
        <span className="list-item-words">
          <span>{displayName}</span> <span className="hint">{name}</span>
        </span>
      )}
    </SuggestionField>
  )
}

interface Account {
  readonly name: string
  readonly displayName: string
}

function useAccounts(kind: 'user' | 'group', text: string): readonly Account[] {
  const search = useSettled(text, 150)
  const query = { limit: most, ...(search !== '' && { search }) }
  const kept = { placeholderData: keepPreviousData }
  const users = useQuery({ ...question('GET /users', { query }), ...kept, enabled: kind === 'user' })
  const groups = useQuery({ ...question('GET /groups', { query }), ...kept, enabled: kind === 'group' })
  const { isPlaceholderData } = kind === 'user' ? users : groups
  const found: readonly Account[] =
    kind === 'group'
      ? (groups.data?.groups ?? [])
      : (users.data?.users.map(({ username, displayName }) => ({ name: username, displayName })) ?? [])
  if (search === text && !isPlaceholderData) return found
  // What was found for fewer letters stays as far as it fits, until the answer for these is there.
  const wanted = text.toLocaleLowerCase()
  return found.filter(({ name, displayName }) =>
    [name, displayName].some((word) => word.toLocaleLowerCase().includes(wanted)),
  )
}
