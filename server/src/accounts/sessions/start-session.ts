import type { TenantId, UserActor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { Secret } from '../../platform/ids.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { isCurrent } from '../passwords/credential-repository.ts'
import { type PasswordRefusal, type PasswordSignIn, verifyPassword } from '../passwords/verify-password.ts'
import { toActor, type User } from '../users/user.ts'
import { hashSessionSecret, readUserAgent, type Session, sessionEnd } from './session.ts'
import {
  deleteEndedSessions,
  deleteSession,
  deleteSessionBySecret,
  findSessions,
  insertSession,
} from './session-repository.ts'

/** What a browser signs in with. */
export interface SessionOrder extends PasswordSignIn {
  /** The `User-Agent` header. */
  readonly userAgent?: string
  /** Secret of the session that the browser had; the new one takes its place. */
  readonly replaces?: string
}

/** A session with its secret, which only the browser keeps. */
export interface StartedSession {
  readonly session: Session
  readonly secret: Secret
  readonly user: User
}

/** The session, or why there is none. */
export type SessionOutcome =
  | ({ readonly ok: true } & StartedSession)
  | { readonly ok: false; readonly reason: PasswordRefusal }

/** The one that was seen longest ago makes room. */
const mostSessions = 100

/**
 * Signs a browser in with the account's own password. An app password opens no session: it would be more than it is.
 * @throws IsthmusError `too-many-requests`
 */
export async function startSession(
  context: AccountsContext,
  tenant: TenantId,
  order: SessionOrder,
): Promise<SessionOutcome> {
  const verified = await verifyPassword(context, tenant, order)
  if (!verified.ok) return verified
  const { database, clock, ids, activity } = context
  const now = clock.now()
  const secret = ids.secret()
  const session: Session = {
    id: ids.uuid(),
    userAgent: readUserAgent(order.userAgent),
    address: order.address,
    createdAt: now,
    seenAt: now,
    expiresAt: sessionEnd(now, now),
  }
  return database.write(async (tx) => {
    // The password takes a while: meanwhile it may have been changed, or the account disabled.
    if (!(await isCurrent(tx, verified.credential))) return { ok: false, reason: 'wrong' }
    const actor = toActor(verified.user)
    await makeRoom(tx, actor, order.replaces, now)
    await insertSession(tx, actor, session, hashSessionSecret(secret))
    await activity.record(tx, actor, {
      action: 'session.started',
      subjectKind: 'session',
      subjectId: session.id,
      detail: { address: session.address, userAgent: session.userAgent },
    })
    return { ok: true, session, secret, user: verified.user }
  })
}

async function makeRoom(tx: Tx, actor: UserActor, replaces: string | undefined, now: number): Promise<void> {
  await deleteEndedSessions(tx, now)
  if (replaces !== undefined) await deleteSessionBySecret(tx, actor.tenant, hashSessionSecret(replaces))
  const sessions = await findSessions(tx, actor, now)
  for (const { id } of sessions.slice(mostSessions - 1)) await deleteSession(tx, actor, id)
}
