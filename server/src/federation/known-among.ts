import type { PeerHost } from '@isthmus/ocm'
import type { TenantId } from '../platform/actor.ts'
import type { FederationContext } from './context.ts'
import { findAcquaintances } from './peer-repository.ts'
import { findAllowedPeers } from './peer-rule-repository.ts'

/** Those of some servers that somebody of a tenant has dealt with, or that an administrator allows. */
export async function knownAmong(
  { database: { read } }: FederationContext,
  tenant: TenantId,
  hosts: readonly PeerHost[],
): Promise<ReadonlySet<PeerHost>> {
  const asked = [...new Set(hosts)]
  const [known, allowed] = await Promise.all([
    findAcquaintances(read, tenant, asked),
    findAllowedPeers(read, tenant, asked),
  ])
  return new Set([...known, ...allowed])
}
