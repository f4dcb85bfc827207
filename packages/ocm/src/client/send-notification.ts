import { chooseProfile } from '../peers/choose-profile.ts'
import type { OutgoingNotification } from '../peers/peer-profile.ts'
import { type DeliveryOutcome, deliveryOutcome } from './delivery-outcome.ts'
import { type PeerRequestOptions, post } from './post.ts'

/** Tells the other server of a share what happened to it (OCM 1.4, Share Notifications). */
export async function sendNotification(
  notification: OutgoingNotification,
  options: PeerRequestOptions,
): Promise<DeliveryOutcome> {
  const { discovery, now } = options
  const body = chooseProfile(discovery).notificationBody(notification, discovery)
  const content = { type: 'application/json', body: Buffer.from(JSON.stringify(body)) }
  const answer = await post(`${discovery.endPoint}/notifications`, content, options)
  return deliveryOutcome(answer, notification.sharedSecret, now)
}
