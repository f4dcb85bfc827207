import { readShareCreation, type ShareCreation } from '@isthmus/ocm'
import type { ReceptionRefusal } from '../../mounts/index.ts'
import { defineRoute, type Reply } from '../route.ts'
import { comeAgain, jsonOf, ocmRefusal, verifiedPeer } from './verified-request.ts'

export const route = defineRoute({
  surface: 'ocm',
  methods: ['POST'],
  path: '/ocm/shares',
  access: 'none',
  body: 'raw',
  summary: 'Takes in a share from another cloud (OCM 1.4, Share Creation Notification).',
  async handle(call) {
    const read = readShareCreation(jsonOf(call.raw), { host: call.tenant.host })
    if (!read.ok) return ocmRefusal(read.status, read.message, read.validationErrors)
    const { share } = read
    const claims = claimsOf(share)
    if (claims !== undefined) return claims
    const peer = await verifiedPeer(call, share.sender.host)
    const { incomingShares } = call.application.metrics
    if (!peer.ok) {
      incomingShares.add({ decision: peer.why })
      return peer.reply
    }

    const reception = await call.application.mounts.receiveShare(peer.actor, share)
    incomingShares.add({ decision: reception.ok ? 'taken' : reception.reason })
    if (reception.ok) {
      return { status: 201, body: { json: { recipientDisplayName: reception.recipient.displayName } } }
    }
    const { reason, detail } = reception
    call.logger.info('ocm.share-refused', { peer: peer.actor.host, reason, detail })
    return refusals[reason]()
  },
})

/** OCM 1.4, Security Considerations: a server must not assert anything about users of another one. */
function claimsOf(share: ShareCreation): Reply | undefined {
  return share.owner.host === share.sender.host ? undefined : ocmRefusal(403, 'owner-not-at-sender')
}

const refusals: Record<ReceptionRefusal, () => Reply> = {
  'recipient-not-found': () => invalid('shareWith', 'NOT_FOUND'),
  'peer-blocked': () => ocmRefusal(403, 'peer-blocked'),
  'sender-blocked': () => ocmRefusal(403, 'sender-blocked'),
  'not-listed': () => ocmRefusal(403, 'untrusted-service'),
  'not-invited': () => ocmRefusal(403, 'not-invited'),
  'no-token-endpoint': () => invalid('protocol.webdav.requirements', 'NO_TOKEN_ENDPOINT'),
  'no-access': () => ocmRefusal(501, 'protocol-not-supported'),
  'sender-unreachable': () => comeAgain(ocmRefusal(503, 'peer-unreachable')),
  conflict: () => ocmRefusal(409, 'already-exist'),
  'too-many-pending': () => comeAgain(ocmRefusal(429, 'too-many-pending'), 3600),
}

function invalid(name: string, message: string): Reply {
  return ocmRefusal(400, 'validation-failed', [{ name, message }])
}
