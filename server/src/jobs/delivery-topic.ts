import type { TenantId } from '../platform/actor.ts'
import { announce, type Tx } from '../platform/database/index.ts'

/** The topic under which it is announced that something has become of the jobs of a tenant that talk to other servers. */
export function deliveryTopic(tenant: TenantId): string {
  return `deliveries/${tenant}`
}

/**
 * Whoever looks at what is to be delivered shall look again, once `tx` is committed.
 * @param peer - of the job; the empty one is nobody, and nothing is delivered
 */
export function tellDelivery(tx: Tx, { tenant, peer }: { tenant: TenantId; peer: string }): void {
  if (peer !== '') announce(tx, deliveryTopic(tenant))
}
