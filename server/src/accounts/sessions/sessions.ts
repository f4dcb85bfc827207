import type { TenantId, UserActor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { authenticateSession } from './authenticate-session.ts'
import { endSession } from './end-session.ts'
import type { Session } from './session.ts'
import { findSessions } from './session-repository.ts'
import { type SessionOrder, type SessionOutcome, startSession } from './start-session.ts'

/** Browsers that are signed in, by a cookie. */
export interface Sessions {
  /** @throws IsthmusError `too-many-requests` */
  startSession(tenant: TenantId, order: SessionOrder): Promise<SessionOutcome>
  /** `undefined` when the secret opens nothing here, or not any more. */
  authenticateSession(tenant: TenantId, secret: string): Promise<UserActor | undefined>
  /** The actor's own, the one that was seen last first. */
  listSessions(actor: UserActor): Promise<Session[]>
  /** One of the actor's own. @throws IsthmusError `not-found`, `forbidden` */
  endSession(actor: UserActor, id: string): Promise<void>
}

export function createSessions(context: AccountsContext): Sessions {
  return {
    startSession: (tenant, order) => startSession(context, tenant, order),
    authenticateSession: (tenant, secret) => authenticateSession(context, tenant, secret),
    listSessions: (actor) => findSessions(context.database.read, actor, context.clock.now()),
    endSession: (actor, id) => endSession(context, actor, id),
  }
}
