import { formatOcmAddress, parseOcmAddress } from '@isthmus/ocm'
import type { Group, User } from '../../accounts/index.ts'
import type { UserActor, UserId } from '../../platform/actor.ts'
import type { SharesContext } from '../context.ts'
import { listRecentRecipients, type RecentRecipient } from './recent-recipient-repository.ts'
import type { Contact, Suggestion } from './suggestion.ts'

/** So many of those one has shared with are thought of. */
const mostRecent = 200

/**
 * Whom somebody may mean who writes how a name begins: people and groups of this server, as far as the tenant lets them
 * be found, and the people on other servers that the user has to do with. Those come first whose name it is, then those
 * whom the user shared with of late, then the others by their names. Nothing written yet means the ones of late.
 */
export async function suggestRecipients(
  context: SharesContext,
  actor: UserActor,
  { search, limit }: { search: string; limit: number },
): Promise<Suggestion[]> {
  const text = search.trim()
  const recent = await listRecentRecipients(context.database.read, actor.tenant, actor.userId)
  const [here, known, elsewhere] = await Promise.all([
    peopleHere(context, actor, text, limit),
    recentPeopleHere(context, actor, recent),
    contactsOf(context, actor, recent),
  ])
  const fitting = [...known, ...elsewhere].filter((suggestion) => fits(suggestion, fold(text)))
  const found = new Map([...here, ...fitting].map((suggestion) => [keyOf(suggestion), suggestion]))
  const order = new Map(recent.map(({ kind, name }, index) => [`${kind} ${name}`, index]))
  const rank = (suggestion: Suggestion): number =>
    fold(suggestion.shareWith) === fold(text) ? -1 : (order.get(keyOf(suggestion)) ?? Infinity)
  return [...found.values()]
    .toSorted((one, other) => byRank(rank(one), rank(other)) || byName(one, other))
    .slice(0, limit)
}

async function peopleHere(
  { accounts, suggestionScopeOf }: SharesContext,
  { tenant, userId }: UserActor,
  text: string,
  limit: number,
): Promise<Suggestion[]> {
  if (text === '') return []
  const scope = await suggestionScopeOf(tenant)
  const { users, groups } = await accounts.lookAround({ tenant, asker: userId, text, scope, limit })
  return [...users.map(userSuggestion), ...groups.map(groupSuggestion)]
}

/** Who shared with somebody knows that they exist, whatever the directory shows. */
async function recentPeopleHere(
  { accounts, database }: SharesContext,
  { tenant, userId }: UserActor,
  recent: readonly RecentRecipient[],
): Promise<Suggestion[]> {
  const ids = recent.flatMap(({ kind, id }) => (kind === 'user' && id !== undefined ? [id as UserId] : []))
  const users = await accounts.usersById(database.read, tenant, ids.slice(0, mostRecent))
  return [...users.values()].filter(({ id, disabled }) => id !== userId && !disabled).map(userSuggestion)
}

async function contactsOf(
  context: SharesContext,
  actor: UserActor,
  recent: readonly RecentRecipient[],
): Promise<Suggestion[]> {
  if (!(await context.accounts.may(actor, 'share-outward'))) return []
  const contacts = new Map<string, Suggestion>()
  for (const { kind, name } of recent.slice(0, mostRecent)) {
    const parsed = kind === 'federated' ? parseOcmAddress(name) : undefined
    if (parsed?.ok === true) contacts.set(name, contactSuggestion({ address: parsed.address }))
  }
  // Who has shared something has said what they are called.
  for (const contact of await context.contactsOf(actor, mostRecent)) {
    const suggestion = contactSuggestion(contact)
    contacts.set(suggestion.shareWith, suggestion)
  }
  return [...contacts.values()]
}

function userSuggestion({ username, displayName }: User): Suggestion {
  return { kind: 'user', shareWith: username, displayName }
}

function groupSuggestion({ name, displayName }: Group): Suggestion {
  return { kind: 'group', shareWith: name, displayName }
}

function contactSuggestion({ address, displayName = address.identifier }: Contact): Suggestion {
  return { kind: 'federated', shareWith: formatOcmAddress(address), displayName, server: address.host }
}

/** Whether a name of somebody, a part of it or the server begins so. */
function fits({ shareWith, displayName, server }: Suggestion, text: string): boolean {
  const names = [shareWith, server ?? '', displayName, ...displayName.split(/\s+/)]
  return names.some((name) => fold(name).startsWith(text))
}

function keyOf({ kind, shareWith }: Suggestion): string {
  return `${kind} ${shareWith}`
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

function byRank(one: number, other: number): number {
  return one === other ? 0 : one - other
}

function byName(one: Suggestion, other: Suggestion): number {
  const [first, second] = [fold(one.displayName), fold(other.displayName)]
  return first < second ? -1 : first > second ? 1 : one.shareWith < other.shareWith ? -1 : 1
}
