import type { Tenant } from '../accounts/index.ts'
import type { OperatorActor, UserActor } from '../platform/actor.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import { actAsHeader } from '../platform/operator-headers.ts'
import type { Application } from './application.ts'
import { isSafe, requireCsrfToken, requireSameOrigin } from './forgery.ts'
import type { Route, Surface } from './route.ts'
import { readSessionCookie } from './session-cookie.ts'

/** The way a request came in: the network, or the socket of whoever owns the data folder. */
export type Door = 'public' | 'operator'

/** What is known of a request before its body is read. */
export interface Incoming {
  readonly door: Door
  readonly tenant: Tenant
  readonly method: string
  readonly headers: Readonly<Record<string, string | undefined>>
  /** IP address; empty on a Unix socket. */
  readonly clientAddress: string
}

/**
 * Finds out on whose behalf a request is made.
 * @returns `undefined` for routes that anybody may call
 * @throws IsthmusError `unauthorized`, `forbidden`, `user-not-found`, `too-many-requests`
 */
export async function authenticate(
  application: Application,
  { access, surface }: Pick<Route, 'access' | 'surface'>,
  incoming: Incoming,
): Promise<UserActor | OperatorActor | undefined> {
  if (access === 'none') return undefined
  const { door, tenant, headers } = incoming
  const actor =
    door === 'operator'
      ? await operator(application, tenant, headers[actAsHeader])
      : await user(application, surface, incoming)
  if (access === 'admin' && actor.kind === 'user' && !actor.admin) {
    throw fault('forbidden', { because: because('for-administrators') })
  }
  if (access === 'user' && actor.kind === 'operator') {
    throw fault('forbidden', { detail: 'Name the user to act as (--as USER).' })
  }
  return actor
}

async function operator(
  application: Application,
  tenant: Tenant,
  actAs: string | undefined,
): Promise<UserActor | OperatorActor> {
  if (actAs === undefined) return { kind: 'operator', tenant: tenant.id }
  return application.accounts.actorFor(tenant.id, decoded(actAs))
}

/** @throws IsthmusError `validation-failed` */
function decoded(actAs: string): string {
  try {
    return decodeURIComponent(actAs)
  } catch {
    throw fault('validation-failed', { detail: `The header ${actAsHeader} is not percent-encoded UTF-8.` })
  }
}

async function user(application: Application, surface: Surface, incoming: Incoming): Promise<UserActor> {
  const { authorization, cookie } = incoming.headers
  // A cookie counts on the API alone: WebDAV has methods and clients that know nothing of forged requests.
  const actor =
    authorization !== undefined
      ? await byAuthorization(application, surface, incoming, authorization)
      : surface === 'api'
        ? await bySession(application, incoming, cookie)
        : undefined
  if (actor !== undefined) return actor
  if (authorization !== undefined) throw fault('unauthorized', { because: because('wrong-credentials') })
  throw fault('unauthorized', {
    detail: 'Sign in with a user name and password (Basic) or a token (Bearer).',
  })
}

async function bySession(
  { accounts }: Application,
  { tenant, method, headers }: Incoming,
  cookie: string | undefined,
): Promise<UserActor | undefined> {
  const secret = cookie === undefined ? undefined : readSessionCookie(cookie, await accounts.instanceId())
  const actor = secret === undefined ? undefined : await accounts.authenticateSession(tenant.id, secret)
  if (secret === undefined || actor === undefined) return undefined
  if (!isSafe(method)) {
    requireSameOrigin(headers, tenant)
    requireCsrfToken(headers, secret)
  }
  return actor
}

async function byAuthorization(
  { accounts }: Application,
  surface: Surface,
  { tenant, method, headers, clientAddress }: Incoming,
  authorization: string,
): Promise<UserActor | undefined> {
  const credential = parseAuthorization(authorization)
  if (credential === undefined) return undefined
  if (credential.scheme === 'bearer') return accounts.authenticateToken(tenant.id, credential.token)
  // Browsers remember passwords and send them by themselves; no other site can make them send a token.
  if (surface === 'api' && !isSafe(method)) requireSameOrigin(headers, tenant)
  const { name, password } = credential
  return accounts.authenticatePassword(tenant.id, { username: name, password, address: clientAddress })
}

export type HttpCredential =
  | { readonly scheme: 'basic'; readonly name: string; readonly password: string }
  | { readonly scheme: 'bearer'; readonly token: string }

/** Reads an `Authorization` header; schemes compare without case (RFC 9110 11.1). */
export function parseAuthorization(value: string | undefined): HttpCredential | undefined {
  const match = /^(basic|bearer) +([^\s]{1,8192})\s*$/i.exec(value ?? '')
  if (match === null) return undefined
  const [, scheme = '', credential = ''] = match
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'bearer', token: credential }
  const text = Buffer.from(credential, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon === -1 || text.includes('\0')) return undefined
  return { scheme: 'basic', name: text.slice(0, colon), password: text.slice(colon + 1) }
}
