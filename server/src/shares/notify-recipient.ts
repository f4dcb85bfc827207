import { afterNotification } from '../federation/index.ts'
import type { JobOutcome, NewJob } from '../jobs/index.ts'
import type { SharesContext } from './context.ts'
import { type FederatedShare, secretContext, shareOrderKey } from './share.ts'
import { sealedSecretOf } from './share-repository.ts'

/** A job that tells the recipient's server something about a share. @param deadlineAt - epoch milliseconds */
export function notificationJob(kind: string, share: FederatedShare, deadlineAt: number): NewJob {
  return {
    kind,
    tenant: share.tenant,
    payload: { share: share.id },
    orderKey: shareOrderKey(share.id),
    peer: share.recipient.address.host,
    deadlineAt,
  }
}

type Notification = Parameters<SharesContext['federation']['sendNotification']>[2]['notification']

/** What is told, besides which share it is about. */
type News = Pick<Notification, 'notificationType' | 'message'> & Partial<Notification>

/** Tells the recipient's server something about a share, which its secret proves to be meant. */
export async function notifyRecipient(
  { database, federation, sealer }: SharesContext,
  share: FederatedShare,
  news: News,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const sealed = await sealedSecretOf(database.read, share.id)
  const { host, identifier } = share.recipient.address
  const outcome = await federation.sendNotification(share.tenant, host, {
    notification: {
      ...news,
      resourceType: share.resourceKind,
      providerId: String(share.id),
      sharedSecret: sealer.open(sealed, secretContext(share.id)),
      grantee: identifier,
    },
    signal,
  })
  return afterNotification(outcome)
}
