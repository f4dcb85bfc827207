import type { Actor, PeerActor } from '../platform/actor.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { Tx } from '../platform/database/index.ts'
import type { SharesContext } from './context.ts'
import { afterEnd } from './end-shares.ts'
import {
  type FederatedShare,
  isFederated,
  isOpen,
  nameOfRecipient,
  openStates,
  type Share,
  shareIdOf,
} from './share.ts'
import { findShare, findShareBySecret, moveShare } from './share-repository.ts'

/** What the recipient's server says about a share. */
export interface ShareAnswer {
  /** As the peer wrote it. */
  readonly providerId: string
  readonly answer: 'accepted' | 'declined'
  /** The share's own secret, which servers without signatures prove themselves with. */
  readonly sharedSecret?: string
}

export type AnswerOutcome = { ok: true } | { ok: false; reason: 'share-not-found' | 'not-allowed' }

/**
 * Notes that the recipient accepted or declined. Only the recipient's server may say so: by its signature, or else by
 * the secret of the share; a secret that is given must be that of the share in any case. The same answer again is fine, and so is declining what has ended.
 */
export async function noteAnswer(
  context: SharesContext,
  actor: PeerActor,
  said: ShareAnswer,
): Promise<AnswerOutcome> {
  const outcome = await context.database.write<AnswerOutcome>(async (tx) => {
    const share = await findShare(tx, actor.tenant, shareIdOf(said.providerId))
    if (share === undefined || !isFederated(share)) return { ok: false, reason: 'share-not-found' }
    if (!(await speaksForRecipient(context, tx, actor, share, said.sharedSecret))) {
      return { ok: false, reason: 'not-allowed' }
    }
    if (share.state === said.answer) return { ok: true }
    if (said.answer === 'accepted' && !isOpen(share, context.clock.now())) {
      return { ok: false, reason: 'share-not-found' }
    }
    await answer(context, tx, actor, share, said.answer)
    crashPoint('before-noting-answer')
    return { ok: true }
  })
  crashPoint('after-noting-answer')
  return outcome
}

async function speaksForRecipient(
  context: SharesContext,
  tx: Tx,
  actor: PeerActor,
  share: FederatedShare,
  secret: string | undefined,
): Promise<boolean> {
  if (actor.host !== share.recipient.address.host) return false
  if (secret === undefined || secret === '') return actor.verified
  // Also when it is signed: a server that gives our address as its own gets us answers that are meant for it, and the
  // secret tells that they are about a share of its own that only has the same id.
  const named = await findShareBySecret(tx, share.tenant, context.sealer.lookup(secret))
  return named?.id === share.id
}

/**
 * Writes an answer inside the caller's transaction; a share that has ended stays as it is. Whoever shared it is told,
 * unless the program has answered by itself.
 */
export async function answer(
  context: SharesContext,
  tx: Tx,
  actor: Actor,
  share: Share,
  state: ShareAnswer['answer'],
): Promise<void> {
  const now = context.clock.now()
  if (share.state === state || !(await moveShare(tx, share.id, openStates, { state, now }))) return
  await context.activity.record(tx, actor, {
    action: `share.${state}`,
    subjectKind: 'share',
    subjectId: String(share.id),
    detail: { name: share.name },
    shownTo: [share.owner, share.initiator],
  })
  if (actor.kind !== 'system' || state === 'declined') {
    await context.activity.notify(tx, {
      tenant: share.tenant,
      user: share.initiator,
      kind: `share-${state}`,
      subject: { kind: 'share', id: share.id },
      name: share.name,
      actor: nameOfRecipient(share.recipient),
    })
  }
  if (state === 'declined') await afterEnd(context, tx, share)
}
