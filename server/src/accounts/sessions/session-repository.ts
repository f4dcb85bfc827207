import type { Kysely, Selectable } from 'kysely'
import type { TenantId, UserId } from '../../platform/actor.ts'
import type { Schema } from '../../platform/database/index.ts'
import type { User } from '../users/user.ts'
import { selectUsers, toUser } from '../users/user-repository.ts'
import type { Session } from './session.ts'

type Executor = Kysely<Schema>

/** Whose sessions are meant. */
interface Owner {
  readonly tenant: TenantId
  readonly userId: UserId
}

export async function insertSession(
  executor: Executor,
  { tenant, userId }: Owner,
  session: Session,
  secretHash: string,
): Promise<void> {
  await executor
    .insertInto('sessions')
    .values({
      id: session.id,
      tenant_id: tenant,
      user_id: userId,
      secret_hash: secretHash,
      user_agent: session.userAgent,
      address: session.address,
      created_at: session.createdAt,
      seen_at: session.seenAt,
      expires_at: session.expiresAt,
    })
    .execute()
}

export async function findSessionWithOwner(
  executor: Executor,
  tenant: TenantId,
  secretHash: string,
): Promise<{ session: Session; owner: User } | undefined> {
  const row = await selectUsers(executor)
    .innerJoin('sessions', 'sessions.user_id', 'users.id')
    .select([
      'sessions.id as session_id',
      'sessions.user_agent',
      'sessions.address',
      'sessions.created_at as started_at',
      'sessions.seen_at',
      'sessions.expires_at',
    ])
    .where('sessions.tenant_id', '=', tenant)
    .where('sessions.secret_hash', '=', secretHash)
    .executeTakeFirst()
  return (
    row && {
      session: toSession({ ...row, id: row.session_id, created_at: row.started_at }),
      owner: toUser(row),
    }
  )
}

/** The sessions of a user that have not ended, the one that was seen last first. */
export async function findSessions(executor: Executor, { userId }: Owner, now: number): Promise<Session[]> {
  const rows = await executor
    .selectFrom('sessions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toSession)
}

export async function updateSeen(
  executor: Executor,
  id: string,
  { seenAt, expiresAt }: Pick<Session, 'seenAt' | 'expiresAt'>,
): Promise<void> {
  await executor
    .updateTable('sessions')
    .set({ seen_at: seenAt, expires_at: expiresAt })
    .where('id', '=', id)
    .execute()
}

/** @returns false when the user has no such session */
export async function deleteSession(executor: Executor, { userId }: Owner, id: string): Promise<boolean> {
  const row = await executor
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends whatever session has this secret. */
export async function deleteSessionBySecret(
  executor: Executor,
  tenant: TenantId,
  secretHash: string,
): Promise<void> {
  await executor
    .deleteFrom('sessions')
    .where('tenant_id', '=', tenant)
    .where('secret_hash', '=', secretHash)
    .execute()
}

/** Ends the sessions of a user. @param besides - id of one that stays */
export async function deleteSessionsOf(executor: Executor, userId: UserId, besides?: string): Promise<void> {
  await executor
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .$if(besides !== undefined, (sessions) => sessions.where('id', '!=', besides ?? ''))
    .execute()
}

/** Removes the sessions that have ended by themselves. */
export async function deleteEndedSessions(executor: Executor, now: number): Promise<void> {
  await executor.deleteFrom('sessions').where('expires_at', '<=', now).execute()
}

function toSession(
  row: Omit<Selectable<Schema['sessions']>, 'tenant_id' | 'user_id' | 'secret_hash'>,
): Session {
  return {
    id: row.id,
    userAgent: row.user_agent,
    address: row.address,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    expiresAt: row.expires_at,
  }
}
