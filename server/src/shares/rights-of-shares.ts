import type { Kysely } from 'kysely'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import {
  type Permissions,
  permissionsOfRights,
  type Rights,
  rightsOfPermissions,
} from '../platform/permissions.ts'
import type { SharesContext } from './context.ts'
import { isOpen, type Share } from './share.ts'
import { findSharesById } from './share-repository.ts'

type Executor = Kysely<Schema>

/**
 * What shares allow at this moment: what their rows say, as far as whoever shared may do it themself. A share opens
 * nothing when its time is over, when its owner or whoever shared it is locked out or has left the team that the
 * resource belongs to, and when the share that it passes on opens nothing any more or may not be passed on.
 *
 * It takes a handful of statements, however many shares there are.
 * @returns by id; a share that opens nothing is missing
 */
export async function rightsOfShares(
  context: SharesContext,
  executor: Executor,
  tenant: TenantId,
  shares: readonly Share[],
): Promise<Map<number, Rights>> {
  const known = await withParents(executor, tenant, shares)
  const facts = await gatherFacts(context, executor, tenant, [...known.values()])
  const found = new Map<number, Rights>()
  for (const share of shares) {
    const rights = rightsOf(share, known, facts)
    if (rights !== undefined) found.set(share.id, rights)
  }
  return found
}

/** The same for one share; `undefined` when it opens nothing. */
export async function rightsOfShare(
  context: SharesContext,
  executor: Executor,
  share: Share,
): Promise<Rights | undefined> {
  return (await rightsOfShares(context, executor, share.tenant, [share])).get(share.id)
}

/** Whether somebody on this server is meant by a share. */
export async function isRecipient(
  context: Pick<SharesContext, 'accounts'>,
  executor: Executor,
  { tenant, recipient }: Share,
  userId: UserId,
): Promise<boolean> {
  if (recipient.kind === 'user') return recipient.userId === userId
  if (recipient.kind !== 'group') return false
  return (await context.accounts.groupIdsOf(executor, tenant, userId)).includes(recipient.groupId)
}

async function withParents(
  executor: Executor,
  tenant: TenantId,
  shares: readonly Share[],
): Promise<Map<number, Share>> {
  const known = new Map(shares.map((share) => [share.id, share]))
  for (let missing = parentsOf(shares, known); missing.length > 0; ) {
    const parents = await findSharesById(executor, tenant, missing)
    for (const parent of parents) known.set(parent.id, parent)
    missing = parentsOf(parents, known)
  }
  return known
}

function parentsOf(shares: readonly Share[], known: ReadonlyMap<number, Share>): number[] {
  const ids = shares.flatMap(({ parentId }) =>
    parentId === undefined || known.has(parentId) ? [] : [parentId],
  )
  return [...new Set(ids)]
}

interface Facts {
  readonly now: number
  readonly active: ReadonlySet<UserId>
  /** What owners may do with what they share, by share id. */
  readonly own: ReadonlyMap<number, Rights>
  /** The folders that what is shared on lies in, by node id. */
  readonly ancestors: ReadonlyMap<number, readonly number[]>
  /** Groups of those who share on what a group was given. */
  readonly groups: ReadonlyMap<UserId, readonly string[]>
}

async function gatherFacts(
  { accounts, files, clock }: SharesContext,
  executor: Executor,
  tenant: TenantId,
  shares: readonly Share[],
): Promise<Facts> {
  const first = shares.filter(({ parentId }) => parentId === undefined)
  const passedOn = shares.filter(({ parentId }) => parentId !== undefined)
  const people = [...new Set(shares.flatMap(({ owner, initiator }) => [owner, initiator]))]
  const users = await accounts.usersById(executor, tenant, people)
  const questions = first.map(({ owner, nodeId }) => ({ userId: owner, nodeId }))
  const answers = await files.rightsOnEach(executor, tenant, questions)
  const own = first.flatMap(({ id }, index) => {
    const rights = answers[index]
    return rights === undefined ? [] : [[id, rights] as const]
  })
  const resharers = shares.some(({ recipient }) => recipient.kind === 'group')
    ? [...new Set(passedOn.map(({ initiator }) => initiator))]
    : []
  const groups = new Map<UserId, readonly string[]>()
  for (const id of resharers) groups.set(id, await accounts.groupIdsOf(executor, tenant, id))
  return {
    now: clock.now(),
    active: new Set([...users.values()].flatMap(({ id, disabled }) => (disabled ? [] : [id]))),
    own: new Map(own),
    ancestors: await files.ancestorsOf(
      executor,
      passedOn.map(({ nodeId }) => nodeId),
    ),
    groups,
  }
}

function rightsOf(share: Share, known: ReadonlyMap<number, Share>, facts: Facts): Rights | undefined {
  if (!isOpen(share, facts.now)) return undefined
  if (!facts.active.has(share.owner) || !facts.active.has(share.initiator)) return undefined
  const most = share.parentId === undefined ? facts.own.get(share.id) : rightsPassedOn(share, known, facts)
  return most && rightsOfPermissions((share.permissions & permissionsOfRights(most)) as Permissions)
}

/** What the share that is passed on allows, provided that whoever passes it on still has it. */
function rightsPassedOn(share: Share, known: ReadonlyMap<number, Share>, facts: Facts): Rights | undefined {
  const parent = known.get(share.parentId ?? 0)
  if (parent === undefined) return undefined
  const { recipient } = parent
  const isTheirs =
    recipient.kind === 'user'
      ? recipient.userId === share.initiator
      : recipient.kind === 'group' && facts.groups.get(share.initiator)?.includes(recipient.groupId) === true
  // What was moved out of the shared folder is not a part of it any more.
  const isInside = facts.ancestors.get(share.nodeId)?.includes(parent.nodeId) === true
  const rights = isTheirs && isInside ? rightsOf(parent, known, facts) : undefined
  return rights?.share === true ? rights : undefined
}
