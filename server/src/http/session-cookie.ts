import { sessionLifetime, type Tenant } from '../accounts/index.ts'

/** Browsers send a cookie to every port of a host: the name keeps two installations on one machine apart. */
function nameOf(instanceId: string): string {
  return `isthmus_${instanceId}`
}

/**
 * The secret of the session that a browser shows.
 * @param header - `Cookie`
 * @returns `undefined` without one, and when there are several: one of them was planted by another host of the domain
 */
export function readSessionCookie(header: string | undefined, instanceId: string): string | undefined {
  const prefix = `${nameOf(instanceId)}=`
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  const values = pairs.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length))
  return values.length === 1 ? values[0] : undefined
}

/** @returns a `Set-Cookie` header. The server decides when the session ends; the cookie lasts as long as it can. */
export function writeSessionCookie(secret: string, instanceId: string, tenant: Tenant): string {
  return cookie(`${nameOf(instanceId)}=${secret}`, sessionLifetime / 1000, tenant)
}

/** @returns a `Set-Cookie` header that makes the browser forget */
export function clearSessionCookie(instanceId: string, tenant: Tenant): string {
  return cookie(`${nameOf(instanceId)}=`, 0, tenant)
}

function cookie(pair: string, maxAge: number, { publicUrl }: Tenant): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  // RFC 6265 5.3: without a domain it goes to this host alone.
  return `${pair}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`
}
