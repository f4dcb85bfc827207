import type { Tenant } from '../accounts/index.ts'
import { fault } from '../platform/errors.ts'
import { tenantHeader } from '../platform/operator-headers.ts'
import type { Application } from './application.ts'
import type { Door } from './authenticate.ts'

/**
 * The tenant is the one whose exact host the request names (RFC 9110 7.2).
 * @throws IsthmusError `unknown-host` (421)
 */
export async function tenantOfRequest(
  application: Application,
  door: Door,
  headers: Readonly<Record<string, string | undefined>>,
): Promise<Tenant> {
  const named = door === 'operator' ? headers[tenantHeader] : headers['host']
  if (named === undefined && door === 'operator') return application.accounts.defaultTenant()
  const tenant = await application.accounts.tenantByHost(named ?? '')
  if (tenant !== undefined) return tenant
  throw fault('unknown-host', { detail: 'No cloud is served here under that name.' })
}
