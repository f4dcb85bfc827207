import type { Tenant } from '../../../accounts/index.ts'
import { linkPath, visitLifetime } from '../../../shares/index.ts'

/** Browsers send a cookie to every port of a host: the name keeps two installations on one machine apart. */
function nameOf(instanceId: string): string {
  return `isthmus_link_${instanceId}`
}

/** @param header - `Cookie` @returns what a browser shows instead of the password of a link */
export function readVisitCookie(header: string | undefined, instanceId: string): string | undefined {
  const prefix = `${nameOf(instanceId)}=`
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length)
}

/** @returns a `Set-Cookie` header that the browser sends to the pages of this link alone */
export function writeVisitCookie(
  visit: string,
  {
    instanceId,
    tenant,
    token,
  }: { readonly instanceId: string; readonly tenant: Tenant; readonly token: string },
): string {
  const secure = tenant.publicUrl.startsWith('https:') ? '; Secure' : ''
  const life = `Max-Age=${visitLifetime / 1000}`
  return `${nameOf(instanceId)}=${visit}; Path=${linkPath}${token}; ${life}; HttpOnly; SameSite=Lax${secure}`
}
