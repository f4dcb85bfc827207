import { type DiscoveryDocument, discoveryDocument } from '@isthmus/ocm'
import type { Tenant } from '../accounts/index.ts'
import type { FederationSettings } from './context.ts'

/** Where the resources of shares lie, below the public URL. */
export const webdavPath = '/dav/ocm/'

/** The discovery document of a tenant (OCM 1.4). */
export function ownDiscoveryDocument(settings: FederationSettings, tenant: Tenant): DiscoveryDocument {
  return discoveryDocument({
    provider: settings.provider,
    endPoint: `${tenant.publicUrl}/ocm`,
    webdavPath,
    tokenEndPoint: `${tenant.publicUrl}/ocm/token`,
    jwksUri: `${tenant.publicUrl}/.well-known/jwks.json`,
  })
}
