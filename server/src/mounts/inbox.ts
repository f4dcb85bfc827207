import { formatOcmAddress, ocmAddress } from '@isthmus/ocm'
import type { User } from '../accounts/index.ts'
import type { UserActor, UserId } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import { type Permissions, permissionsOfRights } from '../platform/permissions.ts'
import type { MountsContext } from './context.ts'
import { listLocalMountsOfUser } from './local-mount-repository.ts'
import type { LocalOffer } from './local-offer.ts'
import { countPendingOffers, findOfferOfUser, listOffers } from './local-offer-repository.ts'
import { listMountsOfShares, type Mount } from './mount-repository.ts'
import type { ReceivedShare, ReceivedShareState } from './received-share.ts'
import {
  countPendingOf,
  findReceivedShareOfUser,
  listInbox as listRows,
} from './received-share-repository.ts'

/** What somebody shares with the user, as the user sees it. */
export type InboxItem = FederatedItem | LocalItem

/** From another server. */
interface FederatedItem {
  readonly source: 'federated'
  readonly share: ReceivedShare
  /** Somebody here has dealt with its server, or an administrator allows it. */
  readonly known: boolean
  readonly place?: Place
}

/** From somebody on this server. */
interface LocalItem {
  readonly source: 'local'
  readonly offer: LocalOffer
  readonly share: {
    readonly name: string
    readonly note?: string
    readonly resourceKind: 'file' | 'folder'
    /** At this moment; what the share says when it opens nothing. */
    readonly permissions: Permissions
    /** Epoch milliseconds. */
    readonly expiresAt?: number
  }
  readonly host: string
  readonly owner: Person
  readonly sender: Person
  readonly place?: Place
}

interface Person {
  readonly address: string
  readonly displayName?: string
}

/** Where something is in the recipient's tree, once accepted. */
interface Place {
  readonly path: readonly string[]
  /** Epoch milliseconds since when its server cannot be reached. */
  readonly staleSince?: number
}

/** The number that an item has in the inbox. */
export function idOfItem(item: InboxItem): number {
  return item.source === 'local' ? item.offer.id : item.share.id
}

/** Which part of somebody's inbox is meant. */
export interface InboxPage {
  readonly limit: number
  /** The id of the last one of the part before. */
  readonly before?: number
  /** Only those. */
  readonly state?: ReceivedShareState
}

/** What others share with the user, newest first; the ended ones stay, with their state. */
export async function listInbox(
  context: MountsContext,
  actor: UserActor,
  page: InboxPage,
): Promise<InboxItem[]> {
  const { read } = context.database
  const [shares, offers] = await Promise.all([
    listRows(read, actor.tenant, actor.userId, page),
    listOffers(read, actor.tenant, actor.userId, page),
  ])
  const items = [
    ...(await federatedItems(context, actor, shares)),
    ...(await localItems(context, actor, offers)),
  ]
  return items.toSorted((one, other) => idOfItem(other) - idOfItem(one)).slice(0, page.limit)
}

/** How many items wait for the user's answer. */
export async function countPendingItems(context: MountsContext, actor: UserActor): Promise<number> {
  const { read } = context.database
  const [shares, offers] = await Promise.all([
    countPendingOf(read, actor.tenant, actor.userId),
    countPendingOffers(read, actor.tenant, actor.userId),
  ])
  return shares + offers
}

/** @throws IsthmusError `inbox-item-not-found` when the user has no such item */
export async function readInboxItem(
  context: MountsContext,
  actor: UserActor,
  id: number,
): Promise<InboxItem> {
  const { read } = context.database
  const share = await findReceivedShareOfUser(read, actor.tenant, actor.userId, id)
  const offer = share ? undefined : await findOfferOfUser(read, actor.tenant, actor.userId, id)
  const [item] = share
    ? await federatedItems(context, actor, [share])
    : await localItems(context, actor, offer === undefined ? [] : [offer])
  if (item === undefined) throw fault('inbox-item-not-found')
  return item
}

async function federatedItems(
  context: MountsContext,
  { tenant }: UserActor,
  shares: readonly ReceivedShare[],
): Promise<FederatedItem[]> {
  const mounts = await listMountsOfShares(
    context.database.read,
    shares.map((share) => share.id),
  )
  const [paths, known] = await Promise.all([
    context.files.pathsOf(mounts.map((mount) => mount.nodeId)),
    context.federation.knownAmong(
      tenant,
      shares.map(({ peer }) => peer),
    ),
  ])
  const places = new Map(mounts.map((mount) => [mount.receivedShareId, placeOf(mount, paths)]))
  return shares.map((share) => {
    const place = places.get(share.id)
    return {
      source: 'federated',
      share: withoutSecret(share),
      known: known.has(share.peer),
      ...(place === undefined ? {} : { place }),
    }
  })
}

async function localItems(
  context: MountsContext,
  actor: UserActor,
  offers: readonly LocalOffer[],
): Promise<LocalItem[]> {
  if (offers.length === 0) return []
  const { accounts, shares, files, database } = context
  const ids = offers.map(({ shareId }) => shareId)
  const { host } = await accounts.tenant(actor.tenant)
  const grants = await shares.localGrants(database.read, actor.tenant, ids)
  const mounts = await listLocalMountsOfUser(database.read, actor.userId, ids)
  const paths = await files.pathsOf(mounts.map(({ nodeId }) => nodeId))
  const places = new Map(mounts.map((mount) => [mount.shareId, placeOf(mount, paths)]))
  const people = [...grants.values()].flatMap(({ share }) => [share.owner, share.initiator])
  const users = await accounts.usersById(database.read, actor.tenant, [...new Set(people)])
  return offers.flatMap((offer): LocalItem[] => {
    const grant = grants.get(offer.shareId)
    if (grant === undefined) return []
    const { share, rights } = grant
    const { name, note, resourceKind, expiresAt } = share
    const place = places.get(offer.shareId)
    const person = (username: string, id: UserId) => personOf(username, host, users.get(id))
    return [
      {
        source: 'local',
        offer,
        share: {
          name,
          resourceKind,
          permissions: rights === undefined ? share.permissions : permissionsOfRights(rights),
          ...(note === undefined ? {} : { note }),
          ...(expiresAt === undefined ? {} : { expiresAt }),
        },
        host,
        owner: person(offer.ownerName, share.owner),
        sender: person(offer.senderName, share.initiator),
        ...(place === undefined ? {} : { place }),
      },
    ]
  })
}

function personOf(
  username: string,
  host: Awaited<ReturnType<MountsContext['accounts']['tenant']>>['host'],
  user: User | undefined,
): Person {
  const address = formatOcmAddress(ocmAddress(username, host))
  return { address, ...(user === undefined ? {} : { displayName: user.displayName }) }
}

function placeOf(
  mount: Pick<Mount, 'nodeId' | 'staleSince'>,
  paths: ReadonlyMap<number, readonly string[]>,
): Place | undefined {
  const path = paths.get(mount.nodeId)
  if (path === undefined) return undefined
  return { path, ...(mount.staleSince === undefined ? {} : { staleSince: mount.staleSince }) }
}

function withoutSecret(
  share: ReceivedShare & { secretSealed?: string; secretLookup?: string },
): ReceivedShare {
  const { secretSealed: _sealed, secretLookup: _lookup, ...visible } = share
  return visible
}
