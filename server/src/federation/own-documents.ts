import {
  type DiscoveryDocument,
  discoveryDocument,
  type LegacyDiscoveryDocument,
  legacyDiscoveryDocument,
} from '@isthmus/ocm'
import type { Tenant } from '../accounts/index.ts'
import type { FederationContext } from './context.ts'

/** Where the resources of shares lie, below the public URL. */
export const webdavPath = '/dav/ocm/'

/** The discovery document of a tenant (OCM 1.4). */
export async function ownDiscoveryDocument(
  { settingsOf }: FederationContext,
  tenant: Tenant,
): Promise<DiscoveryDocument> {
  const { provider } = await settingsOf(tenant.id)
  return discoveryDocument({
    provider,
    endPoint: `${tenant.publicUrl}/ocm`,
    webdavPath,
    tokenEndPoint: `${tenant.publicUrl}/ocm/token`,
    jwksUri: `${tenant.publicUrl}/.well-known/jwks.json`,
  })
}

/**
 * The discovery document of a tenant for servers that look for it where it was before OCM 1.2. They go to a share with
 * its secret alone, so it leads to where the secret selects the share.
 */
export async function ownLegacyDiscoveryDocument(
  { settingsOf }: FederationContext,
  tenant: Tenant,
): Promise<LegacyDiscoveryDocument> {
  const { provider } = await settingsOf(tenant.id)
  return legacyDiscoveryDocument({
    provider,
    endPoint: `${tenant.publicUrl}/ocm`,
    webdavPath: '/public.php/webdav/',
  })
}
