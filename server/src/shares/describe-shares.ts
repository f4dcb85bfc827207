import { formatOcmAddress } from '@isthmus/ocm'
import type { DavPath } from '@isthmus/webdav'
import type { User } from '../accounts/index.ts'
import type { PlaceOfNode } from '../files/index.ts'
import type { UserActor, UserId } from '../platform/actor.ts'
import { announceShareKind } from './announce-share.ts'
import type { SharesContext } from './context.ts'
import { type Share, shareOrderKey } from './share.ts'
import { findSharesById } from './share-repository.ts'

/** What somebody who decides over a share sees of it, besides itself. */
export interface ShareDescription {
  /** Where it is among the user's files; absent when it is gone, or not theirs any more. */
  readonly place?: PlaceOfNode
  /** What whom it is for is called. */
  readonly recipientName?: string
  readonly owner: Person
  readonly initiator: Person
  /** Of one that is being announced. */
  readonly delivery?: Delivery
}

export interface Person {
  readonly username: string
  readonly displayName: string
}

/** How far the announcement of a share is. */
export interface Delivery {
  readonly state: 'waiting' | 'running'
  readonly attempts: number
  /** Epoch milliseconds; absent while it is running. */
  readonly nextAttemptAt?: number
  readonly lastError?: string
}

/** Somebody who was deleted. */
const nobody: Person = { username: '', displayName: '' }

/** So many contacts are known by name. */
const mostContacts = 1000

/** Describes shares that a user decides over, with a handful of statements for all of them. @returns by share id */
export async function describeShares(
  context: SharesContext,
  actor: UserActor,
  shares: readonly Share[],
): Promise<Map<number, ShareDescription>> {
  const [users, groups, contacts, places, deliveries] = await Promise.all([
    usersIn(context, actor, shares),
    groupsIn(context, actor, shares),
    contactsIn(context, actor, shares),
    placesIn(context, actor, shares),
    deliveriesOf(context, actor, shares),
  ])
  const nameOf = ({ recipient }: Share): string | undefined => {
    switch (recipient.kind) {
      case 'user':
        return users.get(recipient.userId)?.displayName
      case 'group':
        return groups.get(recipient.groupId)?.displayName
      case 'federated':
        return contacts.get(formatOcmAddress(recipient.address))
      case 'link':
        return undefined
    }
  }
  return new Map(
    shares.map((share) => {
      const [place, recipientName, delivery] = [places.get(share.id), nameOf(share), deliveries.get(share.id)]
      return [
        share.id,
        {
          owner: personOf(users.get(share.owner)),
          initiator: personOf(users.get(share.initiator)),
          ...(place !== undefined && { place }),
          ...(recipientName !== undefined && { recipientName }),
          ...(delivery !== undefined && { delivery }),
        },
      ]
    }),
  )
}

function personOf(user: User | undefined): Person {
  return user === undefined ? nobody : { username: user.username, displayName: user.displayName }
}

function usersIn({ accounts, database }: SharesContext, { tenant }: UserActor, shares: readonly Share[]) {
  const ids = shares.flatMap(({ owner, initiator, recipient }): UserId[] =>
    recipient.kind === 'user' ? [owner, initiator, recipient.userId] : [owner, initiator],
  )
  return accounts.usersById(database.read, tenant, [...new Set(ids)])
}

function groupsIn({ accounts }: SharesContext, { tenant }: UserActor, shares: readonly Share[]) {
  const ids = shares.flatMap(({ recipient }) => (recipient.kind === 'group' ? [recipient.groupId] : []))
  return accounts.groupsById(tenant, [...new Set(ids)])
}

/** What people on other servers have said that they are called, by address. */
async function contactsIn(
  context: SharesContext,
  actor: UserActor,
  shares: readonly Share[],
): Promise<Map<string, string>> {
  if (!shares.some(({ recipient }) => recipient.kind === 'federated')) return new Map()
  const contacts = await context.contactsOf(actor, mostContacts)
  return new Map(
    contacts.flatMap(({ address, displayName }) =>
      displayName === undefined ? [] : [[formatOcmAddress(address), displayName]],
    ),
  )
}

/** Of what is the user's own by its node, of what they pass on by the place of the share that it comes from. */
async function placesIn(
  context: SharesContext,
  actor: UserActor,
  shares: readonly Share[],
): Promise<Map<number, PlaceOfNode>> {
  const own = await context.files.placesOf(
    actor,
    shares.map(({ nodeId }) => nodeId),
  )
  const passedOn = shares.filter(({ nodeId, parentId }) => parentId !== undefined && !own.has(nodeId))
  const places = await placesOfPassedOn(context, actor, passedOn)
  return new Map(
    shares.flatMap((share) => {
      const place = own.get(share.nodeId) ?? places.get(share.id)
      return place === undefined ? [] : [[share.id, place]]
    }),
  )
}

async function placesOfPassedOn(
  { database, files, placesOfShares }: SharesContext,
  { tenant, userId }: UserActor,
  shares: readonly Share[],
): Promise<Map<number, PlaceOfNode>> {
  if (shares.length === 0) return new Map()
  const parentIds = [...new Set(shares.flatMap(({ parentId }) => parentId ?? []))]
  const [parents, mounts] = await Promise.all([
    findSharesById(database.read, tenant, parentIds),
    placesOfShares(userId, parentIds),
  ])
  const roots = new Map(parents.map(({ id, nodeId }) => [id, nodeId]))
  const paths = await files.pathsOf([...shares.map(({ nodeId }) => nodeId), ...roots.values()])
  const places = new Map<number, PlaceOfNode>()
  for (const { id, nodeId, parentId = 0 } of shares) {
    const mount = mounts.get(parentId)
    const rest = wayDown(paths.get(roots.get(parentId) ?? 0), paths.get(nodeId))
    if (mount !== undefined && rest !== undefined) places.set(id, { path: [...mount, ...rest] })
  }
  return places
}

/** The names from a folder down to something in it; `undefined` when it is not in there any more. */
function wayDown(from: DavPath | undefined, to: DavPath | undefined): DavPath | undefined {
  if (from === undefined || to === undefined) return undefined
  return from.every((name, index) => to[index] === name) ? to.slice(from.length) : undefined
}

async function deliveriesOf(
  { jobs }: SharesContext,
  { tenant }: UserActor,
  shares: readonly Share[],
): Promise<Map<number, Delivery>> {
  const keys = new Map(
    shares.filter(({ state }) => state === 'announcing').map(({ id }) => [shareOrderKey(id), id]),
  )
  if (keys.size === 0) return new Map()
  const found = await jobs.findByOrderKey(tenant, announceShareKind, [...keys.keys()])
  return new Map(
    found.flatMap(({ orderKey = '', state, attempts, runAt, lastError }) => {
      const shareId = keys.get(orderKey)
      if (shareId === undefined || state === 'dead') return []
      const delivery: Delivery = {
        state,
        attempts,
        ...(state === 'waiting' && { nextAttemptAt: runAt }),
        ...(lastError !== undefined && { lastError }),
      }
      return [[shareId, delivery] as const]
    }),
  )
}
