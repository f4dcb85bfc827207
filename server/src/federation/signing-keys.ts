/**
 * The keys of our tenants: one of them signs, all are published. The first is made when it is first needed; its
 * private half is stored sealed and opened once per process.
 */
import { createPublicKey, type KeyObject } from 'node:crypto'
import {
  importPrivateJwk,
  type JoseAlgorithm,
  type PrivateJwk,
  type PrivateKey,
} from '@isthmus/http-signatures'
import type { JwkSet } from '@isthmus/ocm'
import type { TenantId } from '../platform/actor.ts'
import type { FederationContext } from './context.ts'
import { makeSigningKey } from './make-signing-key.ts'
import { storeSigningKey } from './rotate-signing-key.ts'
import { type StoredSigningKey, signingOne } from './signing-key.ts'
import { listSigningKeys, sealContext } from './signing-key-repository.ts'

export interface SigningKeys {
  /** The key that signs for the tenant. */
  active(tenant: TenantId): Promise<PrivateKey>
  /** The set to publish: public halves only. */
  published(tenant: TenantId): Promise<JwkSet>
  /** The public half of a key of the tenant, active or not; `undefined` when it has none of this id. */
  verifying(tenant: TenantId, kid: string): Promise<PublicKey | undefined>
}

export interface PublicKey {
  readonly keyObject: KeyObject
  /** The only one that it is for, in the spelling of JOSE. */
  readonly algorithm: JoseAlgorithm
}

export function createSigningKeys(context: FederationContext): SigningKeys {
  const opened = new Map<string, PrivateKey>()
  const imported = new Map<string, PublicKey>()
  const keysOf = async (tenant: TenantId): Promise<readonly StoredSigningKey[]> => {
    const stored = await listSigningKeys(context.database.read, tenant)
    return stored.length > 0 ? stored : makeFirst(context, tenant)
  }
  return {
    async active(tenant) {
      const stored = signingOne(await keysOf(tenant), context.clock.now())
      if (stored === undefined) throw new Error('a tenant has no signing key')
      const key = opened.get(stored.kid) ?? open(context, stored)
      opened.set(stored.kid, key)
      return key
    },
    async published(tenant) {
      return { keys: (await keysOf(tenant)).map((key) => ({ ...key.publicJwk })) }
    },
    async verifying(tenant, kid) {
      const stored = (await listSigningKeys(context.database.read, tenant)).find((key) => key.kid === kid)
      if (stored === undefined) return undefined
      const key = imported.get(kid) ?? publicKeyOf(stored)
      imported.set(kid, key)
      return key
    },
  }
}

function publicKeyOf({ publicJwk: jwk }: StoredSigningKey): PublicKey {
  return { keyObject: createPublicKey({ key: jwk, format: 'jwk' }), algorithm: jwk.alg }
}

function open(context: FederationContext, stored: StoredSigningKey): PrivateKey {
  const jwk = context.sealer.open(stored.privateSealed, sealContext(stored.kid))
  return importPrivateJwk(JSON.parse(jwk) as PrivateJwk)
}

/** Two that come at the same time end up with the same key: whoever commits first has made it. */
async function makeFirst(context: FederationContext, tenant: TenantId): Promise<StoredSigningKey[]> {
  const made = await makeSigningKey(context, tenant)
  return context.database.write(async (tx) => {
    const present = await listSigningKeys(tx, tenant)
    if (present.length > 0) return present
    await storeSigningKey(context, tx, { kind: 'system', tenant }, made)
    return [made]
  })
}
