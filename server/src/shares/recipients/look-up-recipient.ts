import { formatOcmAddress, type OcmAddress, parseOcmAddress } from '@isthmus/ocm'
import { parseEmail } from '../../accounts/index.ts'
import type { PeerLookup } from '../../federation/index.ts'
import type { UserActor } from '../../platform/actor.ts'
import type { SharesContext } from '../context.ts'
import { demandOutward } from '../demand-outward.ts'

/** Whom a text means with which somebody wants to share. */
export interface FoundRecipient {
  /**
   * - `federated`: somebody on another server; `server` says whether it can be reached
   * - `email`: an e-mail address, at which no server like this one is
   * - `unknown`: nobody
   */
  readonly kind: 'user' | 'group' | 'federated' | 'email' | 'unknown'
  readonly shareWith: string
  readonly displayName: string
  /** `undefined` for who is elsewhere: their server does not tell. */
  readonly exists?: boolean
  /** The one of the address, as far as it was asked. */
  readonly server?: PeerLookup
}

/**
 * Finds out whom a whole name or address means: somebody here, or somebody on another server, which is asked what it is
 * and has five seconds for the answer.
 * @throws IsthmusError `forbidden` when the user may not share with other servers, `too-many-requests`
 */
export async function lookUpRecipient(
  context: SharesContext,
  actor: UserActor,
  text: string,
): Promise<FoundRecipient> {
  const written = text.trim()
  const parsed = written.includes('@') ? parseOcmAddress(written) : undefined
  if (parsed === undefined) return lookHere(context, actor, written)
  if (!parsed.ok) return unknown(written)
  const { host } = await context.accounts.tenant(actor.tenant)
  return parsed.address.host === host
    ? lookHere(context, actor, parsed.address.identifier)
    : lookElsewhere(context, actor, parsed.address, written)
}

async function lookHere(
  { accounts }: SharesContext,
  { tenant }: UserActor,
  name: string,
): Promise<FoundRecipient> {
  const user = await accounts.findUser(tenant, name)
  if (user?.disabled === false) {
    return { kind: 'user', shareWith: user.username, displayName: user.displayName, exists: true }
  }
  const group = await accounts.findGroup(tenant, name)
  if (group === undefined) return unknown(name)
  return { kind: 'group', shareWith: group.name, displayName: group.displayName, exists: true }
}

async function lookElsewhere(
  context: SharesContext,
  actor: UserActor,
  address: OcmAddress,
  written: string,
): Promise<FoundRecipient> {
  await demandOutward(context, actor)
  const server = await context.federation.lookUp(actor, address.host)
  const { identifier } = address
  if (server.speaksOcm !== 'no') {
    return { kind: 'federated', shareWith: formatOcmAddress(address), displayName: identifier, server }
  }
  const email = parseEmail(written)
  if (email === undefined) return { ...unknown(written), server }
  const user = await context.accounts.userByEmail(actor.tenant, { asker: actor.userId, text: written })
  if (user !== undefined) {
    return { kind: 'user', shareWith: user.username, displayName: user.displayName, exists: true }
  }
  return { kind: 'email', shareWith: email.address, displayName: email.address, server }
}

function unknown(text: string): FoundRecipient {
  return { kind: 'unknown', shareWith: text, displayName: text, exists: false }
}
