import { generateKey, privateJwk, publicJwk } from '@isthmus/http-signatures'
import type { TenantId } from '../platform/actor.ts'
import type { FederationContext } from './context.ts'
import type { StoredSigningKey } from './signing-key.ts'
import { sealContext } from './signing-key-repository.ts'

/** Makes a key that is not stored yet; its private half is sealed. */
export async function makeSigningKey(
  { accounts, clock, ids, sealer }: FederationContext,
  tenantId: TenantId,
): Promise<StoredSigningKey> {
  const tenant = await accounts.tenant(tenantId)
  const kid = `${tenant.host}#${ids.token(12)}`
  const key = await generateKey(kid, 'Ed25519')
  return {
    kid,
    publicJwk: publicJwk(key),
    privateSealed: sealer.seal(JSON.stringify(privateJwk(key)), sealContext(kid)),
    createdAt: clock.now(),
  }
}
