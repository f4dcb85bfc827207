import type { TenantId, UserActor } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { authenticateToken } from './authenticate-token.ts'
import { type CreatedToken, createToken } from './create-token.ts'
import { revokeToken } from './revoke-token.ts'
import type { NewToken, Token } from './token.ts'
import { findTokens } from './token-repository.ts'

/** Bearer tokens, with which programs are their owner. */
export interface Tokens {
  /** `undefined` when it opens nothing here, or not any more. */
  authenticateToken(tenant: TenantId, token: string): Promise<UserActor | undefined>
  /** @throws IsthmusError `validation-failed`, `conflict`, `forbidden` */
  createToken(actor: UserActor, order: NewToken): Promise<CreatedToken>
  /** The actor's own, oldest first. */
  listTokens(actor: UserActor): Promise<Token[]>
  /** One of the actor's own. @throws IsthmusError `not-found`, `forbidden` */
  revokeToken(actor: UserActor, id: string): Promise<void>
}

export function createTokens(context: AccountsContext): Tokens {
  return {
    authenticateToken: (tenant, token) => authenticateToken(context, tenant, token),
    createToken: (actor, order) => createToken(context, actor, order),
    listTokens: (actor) => findTokens(context.database.read, actor),
    revokeToken: (actor, id) => revokeToken(context, actor, id),
  }
}
