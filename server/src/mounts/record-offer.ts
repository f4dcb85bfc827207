import type { NewNotification } from '../activity/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import type { Share } from '../shares/index.ts'
import type { MountsContext } from './context.ts'
import type { LocalOffer } from './local-offer.ts'

/** Writes the same lines of the audit trail as for what comes from another server. */
export async function recordOffer(
  context: MountsContext,
  tx: Tx,
  actor: Actor,
  what: 'arrived' | 'accepted' | 'declined' | 'left' | 'removed' | 'expired',
  offer: LocalOffer,
  { name }: Pick<Share, 'name'>,
): Promise<void> {
  await context.activity.record(tx, actor, {
    action: `received-share.${what}`,
    subjectKind: 'received-share',
    subjectId: String(offer.id),
    detail: { name, sender: offer.senderName },
    shownTo: offer.user,
  })
}

/** Tells the recipient. */
export async function tellOffer(
  context: MountsContext,
  tx: Tx,
  kind: NewNotification['kind'],
  offer: LocalOffer,
  { name }: Pick<Share, 'name'>,
): Promise<void> {
  await context.activity.notify(tx, {
    tenant: offer.tenant,
    user: offer.user,
    kind,
    subject: { kind: 'received-share', id: offer.id },
    name,
    actor: offer.senderName,
  })
}
