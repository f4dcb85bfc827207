import type { Call } from '../../route.ts'
import { readSessionCookie, writeSessionCookie } from '../../session-cookie.ts'

/**
 * Begins a session with the browser that asks; it takes the place of the one that the browser has.
 * @returns the `Set-Cookie` header by which the browser keeps it
 * @throws IsthmusError `too-many-requests`
 */
export async function beginSession(
  {
    application: { accounts },
    tenant,
    headers,
    clientAddress,
  }: Pick<Call, 'application' | 'tenant' | 'headers' | 'clientAddress'>,
  signInWith: { readonly username: string; readonly password: string },
): Promise<{ ok: true; cookie: string } | { ok: false; reason: 'wrong' | 'disabled' }> {
  const instanceId = await accounts.instanceId()
  const userAgent = headers['user-agent']
  const replaces = readSessionCookie(headers['cookie'], instanceId)
  const started = await accounts.startSession(tenant.id, {
    ...signInWith,
    address: clientAddress,
    ...(userAgent !== undefined && { userAgent }),
    ...(replaces !== undefined && { replaces }),
  })
  if (!started.ok) return started
  return { ok: true, cookie: writeSessionCookie(started.secret, instanceId, tenant) }
}
