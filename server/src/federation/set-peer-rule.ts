import type { PeerHost } from '@isthmus/ocm'
import { requireAdmin } from '../accounts/index.ts'
import type { Actor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import { broken, wrongField } from '../platform/field-rules.ts'
import type { FederationContext } from './context.ts'
import { deleteKnownPeer, deletePeer } from './peer-repository.ts'
import { deletePeerRule, findPeerRule, type PeerRule, savePeerRule } from './peer-rule-repository.ts'

/**
 * Allows a server, or blocks it. From one that is blocked nothing is heard any more; what waits for an answer goes, what
 * was accepted stays in its place and cannot be opened, and what was shared with its people opens nothing.
 * @throws IsthmusError `forbidden`; `validation-failed` for the tenant's own host
 */
export async function setPeerRule(
  { database, clock, activity, accounts, events }: FederationContext,
  actor: Actor,
  host: PeerHost,
  { rule, note }: Pick<PeerRule, 'rule' | 'note'>,
): Promise<PeerRule> {
  requireAdmin(actor)
  const { host: own } = await accounts.tenant(actor.tenant)
  if (host === own) {
    throw fault('validation-failed', {
      errors: [wrongField('host', broken('own-cloud'))],
    })
  }
  const said: PeerRule = { rule, since: clock.now(), ...(note !== undefined && { note }) }
  return database.write(async (tx) => {
    const before = await findPeerRule(tx, actor.tenant, host)
    if (before?.rule === rule && before.note === note) return before
    await savePeerRule(tx, actor.tenant, host, said)
    await activity.record(tx, actor, {
      action: rule === 'allow' ? 'peer.allowed' : 'peer.blocked',
      subjectKind: 'peer',
      subjectId: host,
      detail: note === undefined ? {} : { note },
    })
    if (rule === 'block') await events.raise(tx, 'peer.blocked', { tenant: actor.tenant, host })
    return said
  })
}

/** Takes back what was said about a server. @throws IsthmusError `forbidden` */
export async function clearPeerRule(
  { database, activity }: FederationContext,
  actor: Actor,
  host: PeerHost,
): Promise<void> {
  requireAdmin(actor)
  await database.write(async (tx) => {
    if (!(await deletePeerRule(tx, actor.tenant, host))) return
    await activity.record(tx, actor, {
      action: 'peer.rule-removed',
      subjectKind: 'peer',
      subjectId: host,
    })
  })
}

/**
 * Forgets a server, as if nobody here had ever dealt with it: it is a stranger again, and asked anew what it is. Shares
 * stay.
 * @throws IsthmusError `forbidden`
 */
export async function forgetPeer(
  { database, activity }: FederationContext,
  actor: Actor,
  host: PeerHost,
): Promise<void> {
  requireAdmin(actor)
  await database.write(async (tx) => {
    await deletePeerRule(tx, actor.tenant, host)
    await deleteKnownPeer(tx, actor.tenant, host)
    await deletePeer(tx, host)
    await activity.record(tx, actor, { action: 'peer.forgotten', subjectKind: 'peer', subjectId: host })
  })
}
