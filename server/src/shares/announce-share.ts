import { formatOcmAddress, ocmAddress, type ShareOffer } from '@isthmus/ocm'
import type { Tenant, User } from '../accounts/index.ts'
import { tellListOf } from '../activity/index.ts'
import { type DeliveryOutcome, sendAgain, webdavPath } from '../federation/index.ts'
import type { JobHandler, JobOutcome, NewJob } from '../jobs/index.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import type { SharesContext } from './context.ts'
import { rightsOfShare } from './rights-of-shares.ts'
import { type FederatedShare, isFederated, isOpen, secretContext, shareOrderKey } from './share.ts'
import {
  findOpenShare,
  findShare,
  moveShare,
  noteDelay,
  noteTelling,
  sealedSecretOf,
} from './share-repository.ts'
import { tellEndJob } from './tell-end.ts'
import { wordsNow } from './words-now.ts'

/** The kind of job that tells the recipient's server about a new share. */
export const announceShareKind = 'shares/announce-share'

/** For how long delivery is tried, in milliseconds: three days. */
const patience = 3 * 24 * 60 * 60 * 1000

export function announceShareJob(share: FederatedShare): NewJob {
  return {
    kind: announceShareKind,
    tenant: share.tenant,
    payload: { share: share.id },
    orderKey: shareOrderKey(share.id),
    peer: share.recipient.address.host,
    deadlineAt: share.createdAt + patience,
  }
}

/**
 * Announces a share. The terms are fixed and written before the first byte leaves, because the recipient's server may
 * ask for a token or read before it has answered.
 */
export function announceShare(context: SharesContext): JobHandler {
  const { database, federation } = context
  return {
    async run({ tenant, payload, signal }): Promise<JobOutcome> {
      const found = await findShare(database.read, tenant, Number(payload['share']))
      if (found === undefined || !isFederated(found)) return { done: true }
      const share = found.state === 'failed' ? await takeUpAgain(context, found) : found
      if (share.state !== 'announcing' || !isOpen(share, context.clock.now())) return { done: true }
      const sender = await senderOf(context, share)
      if (!sender.ok) return settle(context, share, { outcome: 'failed', reason: sender.reason })

      const terms = await federation.negotiate(share.recipient.address.host, share)
      if (!terms.ok) return settle(context, share, terms.outcome)
      crashPoint('before-terms')
      // Whoever takes the share back before this keeps it from being spoken of at all; whoever changes it after this
      // has that told.
      const told = await database.write(async (tx) => {
        return (await noteTelling(tx, share.id, terms)) ? findShare(tx, tenant, share.id) : undefined
      })
      if (told === undefined || !isFederated(told)) return { done: true }
      crashPoint('before-announcing')

      const offer = await offerOf(context, told, sender)
      const outcome = await federation.sendShare(tenant, { discovery: terms.discovery, offer, signal })
      crashPoint('after-announcing')
      return settle(context, share, outcome)
    },
    async givenUp(tx, { tenant, payload }, reason) {
      const share = await findShare(tx, tenant, Number(payload['share']))
      if (share !== undefined && isFederated(share)) await end(context, tx, share, 'failed', reason)
    },
  }
}

/**
 * An administrator has a job tried again that was given up, and with it the share. Of which the other server may know is
 * not announced again: it may have heard that it is over.
 */
async function takeUpAgain(context: SharesContext, share: FederatedShare): Promise<FederatedShare> {
  const { database, activity, clock } = context
  if (share.told) return share
  const taken = await database.write(async (tx) => {
    // There may be another one by now.
    if ((await findOpenShare(tx, share.tenant, share.nodeId, share.recipient)) !== undefined) return false
    await activity.record(
      tx,
      { kind: 'system', tenant: share.tenant },
      {
        action: 'share.retried',
        subjectKind: 'share',
        subjectId: String(share.id),
        detail: { peer: share.recipient.address.host },
        shownTo: [share.owner, share.initiator],
      },
    )
    return moveShare(tx, share.id, ['failed'], { state: 'announcing', now: clock.now() })
  })
  return taken ? { ...share, state: 'announcing' } : share
}

type Sender = { ok: true; tenant: Tenant; owner: User; sender: User } | { ok: false; reason: string }

/** What is gone in the meantime is not announced. */
async function senderOf(context: SharesContext, share: FederatedShare): Promise<Sender> {
  const [tenant, users, rights] = await Promise.all([
    context.accounts.tenant(share.tenant),
    context.accounts.usersById(context.database.read, share.tenant, [share.owner, share.initiator]),
    rightsOfShare(context, context.database.read, share),
  ])
  const [owner, sender] = [users.get(share.owner), users.get(share.initiator)]
  if (owner?.disabled !== false || sender?.disabled !== false) return { ok: false, reason: 'owner-gone' }
  return rights === undefined ? { ok: false, reason: 'resource-gone' } : { ok: true, tenant, owner, sender }
}

async function settle(
  context: SharesContext,
  share: FederatedShare,
  outcome: DeliveryOutcome,
): Promise<JobOutcome> {
  if (outcome.outcome === 'retry') {
    await context.database.write(async (tx) => {
      await noteDelay(tx, share.id, outcome.reason, context.clock.now())
      tellListOf(tx, share.initiator, 'share')
    })
    return sendAgain(outcome)
  }
  await context.database.write((tx) =>
    outcome.outcome === 'delivered'
      ? end(context, tx, share, 'announced')
      : end(context, tx, share, outcome.outcome, outcome.reason),
  )
  return { done: true }
}

/** An answer or a revocation may have overtaken the outcome: only a share that is still announcing is moved. */
async function end(
  context: SharesContext,
  tx: Tx,
  { tenant, id, owner, initiator, name, recipient }: FederatedShare,
  state: 'announced' | 'refused' | 'failed',
  reason?: string,
): Promise<void> {
  const now = context.clock.now()
  const to = { state, ...(reason === undefined ? {} : { reason }), now }
  if (!(await moveShare(tx, id, ['announcing'], to))) return
  const subject = { subjectKind: 'share', subjectId: String(id) } as const
  const detail = { peer: recipient.address.host, ...(reason === undefined ? {} : { reason }) }
  const system = { kind: 'system', tenant } as const
  await context.activity.record(tx, system, {
    action: `share.${state}`,
    ...subject,
    detail,
    shownTo: [owner, initiator],
  })
  if (state === 'announced') return
  await context.activity.notify(tx, {
    tenant,
    user: initiator,
    kind: `share-${state}`,
    subject: { kind: 'share', id },
    name,
    actor: formatOcmAddress(recipient.address),
  })
  await context.events.raise(tx, 'share.ended', { tenant, shareId: id })
  // Where an answer was lost or made no sense, the other server may all the same have the share, which is over now.
  const unclear = state === 'failed' || reason === 'server-error'
  const share = unclear ? await findShare(tx, tenant, id) : undefined
  if (share?.told === true && isFederated(share)) await context.jobs.enqueue(tx, tellEndJob(share, now))
}

async function offerOf(
  context: SharesContext,
  share: FederatedShare,
  { tenant, owner, sender }: Extract<Sender, { ok: true }>,
): Promise<ShareOffer> {
  const sealed = await sealedSecretOf(context.database.read, share.id)
  return {
    providerId: String(share.id),
    shareWith: share.recipient.address,
    shareType: 'user',
    name: share.name,
    ...(share.note === undefined ? {} : { description: share.note }),
    owner: ocmAddress(owner.username, tenant.host),
    ownerDisplayName: owner.displayName,
    sender: ocmAddress(sender.username, tenant.host),
    senderDisplayName: sender.displayName,
    resourceType: share.resourceKind,
    ...(share.expiresAt === undefined ? {} : { expiresAt: share.expiresAt }),
    webdav: {
      relativeUri: String(share.id),
      absoluteUri: `${tenant.publicUrl}${webdavPath}${share.id}`,
      sharedSecret: context.sealer.open(sealed, secretContext(share.id)),
      permissions: await wordsNow(context, share),
      requirements: share.mustExchangeToken ? ['must-exchange-token'] : [],
    },
  }
}
