import type { Tenant } from '../../accounts/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'

/**
 * Lets pass the forms of our own pages, and programs. Since our pages tell no other where they are, browsers leave the
 * origin of their forms out (Fetch, 3.2: `null` under the policy `no-referrer`); then what is left is Fetch Metadata,
 * and that the cookie of a link does not come along from other sites.
 * @throws IsthmusError `forbidden`
 */
export function requireOwnPage(
  headers: Readonly<Record<string, string | undefined>>,
  { publicUrl }: Tenant,
): void {
  const { origin = 'null', 'sec-fetch-site': site = 'none' } = headers
  if ([publicUrl, 'null'].includes(origin) && ['same-origin', 'none'].includes(site)) return
  throw fault('forbidden', { because: because('other-site') })
}
