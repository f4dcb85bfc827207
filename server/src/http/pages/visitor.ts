import { csrfToken } from '../../accounts/index.ts'
import type { UserActor } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { constantTimeEqual } from '../../platform/sealing/index.ts'
import type { Call } from '../route.ts'
import { readSessionCookie } from '../session-cookie.ts'
import { requireOwnPage } from './require-own-page.ts'

/** Somebody who is signed in with the browser that asks for a page. */
export interface Visitor {
  readonly actor: UserActor
  /** Id of the session. */
  readonly session: string
  /** For the forms of the pages that they get. */
  readonly csrf: string
}

type AnyCall = Pick<Call, 'application' | 'tenant' | 'headers'>

/** The field of a form that shows that one of our pages made it. */
export const csrfField = 'csrf'

/** @returns `undefined` when nobody is signed in */
export async function findVisitor({
  application: { accounts },
  tenant,
  headers,
}: AnyCall): Promise<Visitor | undefined> {
  const secret = readSessionCookie(headers['cookie'], await accounts.instanceId())
  const actor = secret === undefined ? undefined : await accounts.authenticateSession(tenant.id, secret)
  if (secret === undefined || actor?.signedInBy?.kind !== 'session') return undefined
  return { actor, session: actor.signedInBy.id, csrf: csrfToken(secret) }
}

/**
 * Lets pass the forms of the pages that this visitor got.
 * @throws IsthmusError `forbidden`
 */
export function requireOwnForm({ headers, tenant }: AnyCall, { csrf }: Visitor, form: URLSearchParams): void {
  requireOwnPage(headers, tenant)
  if (constantTimeEqual(form.get(csrfField) ?? '', csrf)) return
  throw fault('forbidden', {
    because: because('other-session'),
  })
}
