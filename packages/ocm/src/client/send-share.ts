import { chooseProfile } from '../peers/choose-profile.ts'
import type { ShareOffer } from '../peers/peer-profile.ts'
import { readShareAnswer } from '../wire/answers.ts'
import { type DeliveryOutcome, deliveryOutcome } from './delivery-outcome.ts'
import { type PeerRequestOptions, post } from './post.ts'

/**
 * Announces a share to the recipient's server (OCM 1.4, Share Creation Notification). The share must be readable before
 * this is called: some peers look at it before they answer.
 */
export async function sendShare(offer: ShareOffer, options: PeerRequestOptions): Promise<DeliveryOutcome> {
  const { discovery, now } = options
  const body = chooseProfile(discovery).shareBody(offer, discovery)
  const content = { type: 'application/json', body: Buffer.from(JSON.stringify(body)) }
  const answer = await post(`${discovery.endPoint}/shares`, content, options)
  const outcome = deliveryOutcome(answer, offer.webdav.sharedSecret, now)
  if (outcome.outcome !== 'delivered' || !answer.answered) return outcome
  return { ...outcome, ...readShareAnswer(answer.json) }
}
