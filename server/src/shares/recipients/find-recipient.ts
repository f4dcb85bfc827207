import { type PeerHost, parseOcmAddress } from '@isthmus/ocm'
import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { SharesContext } from '../context.ts'
import type { GroupRecipient, Recipient, UserRecipient } from '../share.ts'

/** With whom somebody wants to share, as a person writes it. */
export interface RecipientOrder {
  /** `name@server`, or the name of a user or a group of this server. */
  readonly shareWith: string
  /** What `shareWith` names; a user when absent. */
  readonly recipientKind?: 'user' | 'group'
}

/**
 * Whom an order means. The own host in an address is the same as none.
 * @throws IsthmusError `invalid-address`, `recipient-not-found`, `share-with-self`
 */
export async function findRecipient(
  context: SharesContext,
  actor: UserActor,
  { shareWith, recipientKind = 'user' }: RecipientOrder,
): Promise<Recipient> {
  if (recipientKind === 'group') return findGroup(context, actor, shareWith)
  const tenant = await context.accounts.tenant(actor.tenant)
  const { name, address } = readUser(shareWith, tenant.host)
  if (name === undefined) return { kind: 'federated', address }
  return findUser(context, actor, name)
}

type NamedUser =
  | { readonly name: string; readonly address?: undefined }
  | { readonly name?: undefined; readonly address: (Recipient & { kind: 'federated' })['address'] }

function readUser(shareWith: string, ownHost: PeerHost): NamedUser {
  if (!shareWith.includes('@')) return { name: shareWith }
  const parsed = parseOcmAddress(shareWith)
  if (!parsed.ok) {
    throw fault('invalid-address', {
      because: because('not-an-address', { text: shareWith.slice(0, 200) }),
    })
  }
  const { address } = parsed
  return address.host === ownHost ? { name: address.identifier } : { address }
}

async function findUser({ accounts }: SharesContext, actor: UserActor, name: string): Promise<UserRecipient> {
  const user = await accounts.findUser(actor.tenant, name)
  if (user === undefined || user.disabled) {
    throw fault('recipient-not-found', { because: because('no-user-called', { name: name.slice(0, 200) }) })
  }
  if (user.id === actor.userId) throw fault('share-with-self')
  return { kind: 'user', userId: user.id, name: user.username }
}

async function findGroup(
  { accounts }: SharesContext,
  actor: UserActor,
  name: string,
): Promise<GroupRecipient> {
  const group = await accounts.findGroup(actor.tenant, name)
  if (group !== undefined) return { kind: 'group', groupId: group.id, name: group.name }
  throw fault('recipient-not-found', { because: because('no-group-called', { name: name.slice(0, 200) }) })
}
