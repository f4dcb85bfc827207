import { type ResourceTree } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import { TreeRefusal } from '../files/index.ts'
import type { TenantId } from '../platform/actor.ts'
import type { Schema } from '../platform/database/index.ts'
import { because } from '../platform/fault-reasons.ts'
import type { Rights } from '../platform/permissions.ts'
import type { SharesContext } from './context.ts'
import { rightsOfShare } from './rights-of-shares.ts'
import { isFederated, type Share, shareIdOf } from './share.ts'
import { findShare, findShareBySecret } from './share-repository.ts'

export type OpenedShare =
  | { ok: true; tree: ResourceTree; shareId: number }
  /**
   * `unauthorized`: nothing that opens this share; `gone`: it did, but the share is over; `blocked`: an administrator has
   * blocked the recipient's server.
   */
  | { ok: false; reason: 'unauthorized' | 'gone' | 'blocked' }

/**
 * Opens a share for whoever holds its credential: an access token, or the secret where the share allows it. The
 * share's row is read for each request, so that a revocation, an expiry or another permission counts at once.
 *
 * @param shareId - as it stands in the URL; absent where the credential alone says which share it is
 * @param credential - a bearer token, or the user name of Basic
 */
export async function openShare(
  context: SharesContext,
  tenant: TenantId,
  shareId: string | undefined,
  credential: string,
): Promise<OpenedShare> {
  const share = await shareOpenedBy(context, tenant, credential)
  if (share === undefined || (shareId !== undefined && share.id !== shareIdOf(shareId))) {
    return { ok: false, reason: 'unauthorized' }
  }
  const { recipient } = share
  if (
    recipient.kind === 'federated' &&
    (await context.federation.isBlocked(tenant, recipient.address.host))
  ) {
    return { ok: false, reason: 'blocked' }
  }
  if ((await rightsOfShare(context, context.database.read, share)) === undefined)
    return { ok: false, reason: 'gone' }
  const actor = { kind: 'share', tenant, shareId: share.id } as const
  const rights = (executor: Kysely<Schema>) => rightsNow(context, executor, share)
  return { ok: true, tree: context.files.nodeTree(tenant, share.nodeId, rights, actor), shareId: share.id }
}

/** Asked again in the transaction of each change: an upload that outlives its share is not written. */
export async function rightsNow(
  context: SharesContext,
  executor: Kysely<Schema>,
  { tenant, id }: Share,
): Promise<Rights> {
  const share = await findShare(executor, tenant, id)
  const rights = share && (await rightsOfShare(context, executor, share))
  if (rights === undefined) throw new TreeRefusal('not-found', because('share-over'))
  return rights
}

async function shareOpenedBy(
  context: SharesContext,
  tenant: TenantId,
  credential: string,
): Promise<Share | undefined> {
  const token = await context.federation.verifyAccessToken(tenant, credential)
  if (token !== undefined) {
    const share = await findShare(context.database.read, tenant, token.shareId)
    return share !== undefined && isFederated(share) && share.recipient.address.host === token.clientId
      ? share
      : undefined
  }
  const share = await findShareBySecret(context.database.read, tenant, context.sealer.lookup(credential))
  // OCM 1.4: a share that must be exchanged is not opened by its bare secret.
  if (share === undefined || !isFederated(share)) return undefined
  return share.mustExchangeToken ? undefined : share
}
