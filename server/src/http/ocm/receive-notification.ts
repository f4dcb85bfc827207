import { readNotification, type ShareNotification } from '@isthmus/ocm'
import type { PeerActor } from '../../platform/actor.ts'
import type { Partner } from '../../shares/index.ts'
import { type Call, defineRoute, type Reply } from '../route.ts'
import { jsonOf, ocmRefusal, type VerifiedPeer, verifiedPeer } from './verified-request.ts'

export const route = defineRoute({
  surface: 'ocm',
  methods: ['POST'],
  path: '/ocm/notifications',
  access: 'none',
  body: 'raw',
  summary: 'Hears from another cloud what became of a share (OCM 1.4, Share Notifications).',
  async handle(call) {
    const read = readNotification(jsonOf(call.raw))
    if (!read.ok) return ocmRefusal(read.status, read.message, read.validationErrors)
    const { notification } = read
    switch (notification.notificationType) {
      case 'SHARE_ACCEPTED':
      case 'SHARE_DECLINED':
      case 'SHARE_UNSHARED':
      case 'SHARE_CHANGE_PERMISSION':
        return answerShareNotification(call, notification)
      case 'REQUEST_RESHARE':
      case 'RESHARE_UNDO':
      case 'REQUEST_SHARE':
      case 'USER_REMOVED':
      case 'GROUP_REMOVED':
        return ocmRefusal(501, 'notification-type-not-supported')
    }
  },
})

async function answerShareNotification(call: Call<'none'>, notification: ShareNotification): Promise<Reply> {
  const subject = await subjectOf(call, notification)
  const peer = await senderOf(call, notification, subject)
  if (!peer.ok) return peer.reply
  const outcome = await note(call, peer.actor, notification, subject)
  if (outcome.ok) return { status: 201, body: { json: {} } }
  return outcome.reason === 'not-allowed'
    ? ocmRefusal(403, 'not-allowed')
    : ocmRefusal(404, 'resource-not-found')
}

/** What a notification seems to be about: a share of ours or one that we received, and who is at its other end. */
interface Subject extends Partner {
  readonly share: 'sent' | 'received'
}

/** What the server of a share's owner says. */
const saidBySender: ReadonlySet<string> = new Set(['SHARE_UNSHARED', 'SHARE_CHANGE_PERMISSION'])

/** Whose secret is shown is meant; without it, an end comes from a sender and an answer from a recipient. */
async function subjectOf(
  { application, tenant }: Call<'none'>,
  notification: ShareNotification,
): Promise<Subject | undefined> {
  const named = namedIn(notification)
  const [sent, received] = await Promise.all([
    application.shares.partnerOf(tenant.id, named),
    application.mounts.partnerOf(tenant.id, named),
  ])
  const subjects = [
    ...(sent === undefined ? [] : [{ ...sent, share: 'sent' } as const]),
    ...(received === undefined ? [] : [{ ...received, share: 'received' } as const]),
  ]
  const usual = saidBySender.has(notification.notificationType) ? 'received' : 'sent'
  return subjects.find(({ proven }) => proven) ?? subjects.find(({ share }) => share === usual) ?? subjects[0]
}

/**
 * Who speaks: the server that the notification names, or, since peers before OCM 1.5 do not name themselves, the one
 * at the other end of the share. It proves so by its signature, or else by the secret of the share; with neither,
 * nobody is even asked who it could be.
 */
async function senderOf(
  call: Call<'none'>,
  { senderDomain }: ShareNotification,
  subject: Subject | undefined,
): Promise<VerifiedPeer> {
  const proven = subject?.proven === true
  if (call.headers['signature'] === undefined && !proven) return refused(401, 'unsigned')
  const claimedHost = senderDomain ?? subject?.host
  if (claimedHost === undefined) return refused(404, 'resource-not-found')
  if (proven && subject.host !== claimedHost) return refused(403, 'not-allowed')
  return verifiedPeer(call, claimedHost, { unsigned: proven ? 'allow' : 'refuse' })
}

/** The end of a share comes from either side: from its sender it is one that we received, else one that we sent. */
async function note(
  { application }: Call<'none'>,
  actor: PeerActor,
  notification: ShareNotification,
  subject: Subject | undefined,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const named = namedIn(notification)
  if (notification.notificationType === 'SHARE_ACCEPTED') {
    return application.shares.noteAnswer(actor, { ...named, answer: 'accepted' })
  }
  if (notification.notificationType === 'SHARE_CHANGE_PERMISSION') {
    const { permissions = [], expiresAt } = notification
    const end = expiresAt === undefined ? {} : { expiresAt }
    return application.mounts.changeReceivedShare(actor, { ...named, permissions, ...end })
  }
  const ofOurs = subject?.proven === true && subject.share === 'sent'
  if (notification.notificationType === 'SHARE_UNSHARED' && !ofOurs) {
    const ended = await application.mounts.endReceivedShare(actor, named)
    if (ended.ok) return ended
  }
  return application.shares.noteAnswer(actor, { ...named, answer: 'declined' })
}

function namedIn({ providerId, sharedSecret }: ShareNotification) {
  return { providerId, ...(sharedSecret === undefined ? {} : { sharedSecret }) }
}

function refused(status: number, reason: string): VerifiedPeer {
  return { ok: false, why: 'unproven', reply: ocmRefusal(status, reason) }
}
