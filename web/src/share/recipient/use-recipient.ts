import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FoundRecipient, Recipient } from '../../api/contract.ts'
import { queryClient, question } from '../../api/use-api.ts'
import { useSettled } from '../../kit/use-settled.ts'
import { looksLikeAddress } from '../address.ts'

/** Whom somebody has in mind who writes a name. */
export interface RecipientInMind {
  readonly text: string
  write(text: string): void
  /** Whom the text may mean. */
  readonly suggestions: readonly Recipient[]
  choose(recipient: Recipient): void
  /** The suggestion that was chosen, as long as its name stands in the field. */
  readonly chosen: Recipient | undefined
  /** Whom it means: chosen, or an address that was looked up. */
  readonly found: FoundRecipient | undefined
  readonly isLookingUp: boolean
  readonly problem: unknown
  /** Finds out whom the text means now. @throws Problem */
  resolve(): Promise<FoundRecipient>
}

export function useRecipient(): RecipientInMind {
  const [text, write] = useState('')
  const [choice, setChoice] = useState<Recipient>()
  const [asked, setAsked] = useState('')
  const search = useSettled(text.trim(), 150)
  const address = useSettled(text.trim(), 500)

  const { data, isPlaceholderData } = useQuery({
    ...question('GET /recipients', { query: { search, limit: 8 } }),
    placeholderData: keepPreviousData,
  })
  const recipients = data?.recipients ?? []
  const isAnswered = search === text.trim() && !isPlaceholderData
  const chosen = choice?.displayName === text ? choice : undefined
  const wanted = wantedAddress(text.trim(), chosen, [address, asked])
  const lookup = useQuery({ ...lookupOf(wanted ?? ''), enabled: wanted !== undefined })

  return {
    text,
    write,
    // What was suggested for fewer letters stays as far as it fits, until the answer for these is there.
    suggestions: isAnswered ? recipients : fitting(recipients, text.trim()),
    chosen,
    choose(recipient) {
      setChoice(recipient)
      write(recipient.displayName)
    },
    found: (wanted === undefined ? undefined : lookup.data) ?? (chosen && asFound(chosen)),
    isLookingUp: wanted !== undefined && lookup.isFetching,
    problem: wanted === undefined ? undefined : lookup.error,
    async resolve() {
      setAsked(chosen?.shareWith ?? text.trim())
      if (chosen !== undefined && chosen.kind !== 'federated') return asFound(chosen)
      return queryClient.query(lookupOf(chosen?.shareWith ?? text.trim()))
    },
  }
}

/** What another cloud is stays true for longer than somebody thinks about a share. */
function lookupOf(address: string) {
  return { ...question('GET /recipients/lookup', { query: { address } }), staleTime: 30_000, retry: false }
}

/** The address that is to be looked up: of somebody elsewhere, once it is written; any name when it was asked for. */
function wantedAddress(
  text: string,
  chosen: Recipient | undefined,
  [settled, asked]: readonly [string, string],
): string | undefined {
  if (chosen !== undefined) return chosen.kind === 'federated' ? chosen.shareWith : undefined
  if (text !== '' && text === asked) return text
  return text === settled && looksLikeAddress(text) ? text : undefined
}

function fitting(recipients: readonly Recipient[], text: string): Recipient[] {
  const wanted = text.toLocaleLowerCase()
  return recipients.filter(({ displayName, shareWith }) =>
    [displayName, shareWith].some((name) => name.toLocaleLowerCase().includes(wanted)),
  )
}

function asFound({ kind, shareWith, displayName }: Recipient): FoundRecipient {
  return { kind, shareWith, displayName, exists: null, server: null }
}
