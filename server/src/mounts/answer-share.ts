import { afterNotification } from '../federation/index.ts'
import type { JobHandler, JobOutcome, NewJob } from '../jobs/index.ts'
import { crashPoint } from '../platform/crash-points.ts'
import type { MountsContext } from './context.ts'
import { type ReceivedShare, secretContext } from './received-share.ts'
import { findReceivedShare } from './received-share-repository.ts'

/** The kind of job that tells a share's server what the recipient answered. */
export const answerShareKind = 'mounts/answer-share'

type Answer = 'accepted' | 'declined'

/** For how long delivery is tried, in milliseconds: three days. */
const patience = 3 * 24 * 60 * 60 * 1000

const types = { accepted: 'SHARE_ACCEPTED', declined: 'SHARE_DECLINED' } as const
const messages = {
  accepted: 'Recipient accepted the share',
  declined: 'Recipient declined the share',
} as const

export function answerShareJob(share: ReceivedShare, answer: Answer, now: number): NewJob {
  return {
    kind: answerShareKind,
    tenant: share.tenant,
    payload: { receivedShare: share.id, answer },
    orderKey: `received-share:${share.id}`,
    peer: share.peer,
    deadlineAt: now + patience,
  }
}

/** Tells the answer, unless the share has moved on since: then another job or nobody has to say so. */
export function answerShare(context: MountsContext): JobHandler {
  return {
    async run({ tenant, payload, signal }): Promise<JobOutcome> {
      const share = await findReceivedShare(context.database.read, tenant, Number(payload['receivedShare']))
      const answer = payload['answer'] === 'accepted' ? 'accepted' : 'declined'
      if (share?.state !== answer) return { done: true }
      crashPoint('before-answering')
      const outcome = await context.federation.sendNotification(tenant, share.peer, {
        notification: {
          notificationType: types[answer],
          resourceType: share.resourceKind,
          providerId: share.providerId,
          sharedSecret: context.sealer.open(share.secretSealed, secretContext(share.id)),
          grantee: share.shareWith.identifier,
          message: messages[answer],
        },
        signal,
      })
      crashPoint('after-answering')
      return afterNotification(outcome)
    },
  }
}
