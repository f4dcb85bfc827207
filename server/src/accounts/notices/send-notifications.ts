import type { Notification } from '../../activity/index.ts'
import type { JobHandler } from '../../jobs/index.ts'
import type { Notice } from '../../mail/index.ts'
import type { UserId } from '../../platform/actor.ts'
import type { AccountsContext } from '../accounts-context.ts'
import { findUserById } from '../users/user-repository.ts'

export const sendNotificationsKind = 'accounts/send-notifications'

/**
 * Job: mails a user what is new. There is one for each thing; the first one takes all that waits along, and those of the
 * others find nothing left to do.
 */
export function sendNotifications({ database, activity, mail }: AccountsContext): JobHandler {
  return {
    async run(job) {
      const { tenant, payload } = job
      const when = payload['when'] === 'daily' ? 'daily' : 'at-once'
      const user = await findUserById(database.read, tenant, String(payload['user']) as UserId)
      if (user?.email === undefined || user.disabled) return { done: true }
      const news = await activity.notificationsToMail(user.id, when)
      if (!news.some(({ id }) => id === payload['notification'])) return { done: true }
      const { url } = await mail.cloudOf(tenant)
      const { email: address, displayName: name, language } = user
      const outcome = await mail.deliver(job, {
        to: { address, name, ...(language !== undefined && { language }) },
        letter: {
          kind: 'notifications',
          notices: news.map((one) => noticeOf(one, url)),
          choicesUrl: `${url}/settings/notifications`,
        },
      })
      // What was refused for good would be so again with the next thing.
      const ids = news.map(({ id }) => id)
      if (!('retry' in outcome)) await activity.noteMailed(user.id, ids)
      return outcome
    },
  }
}

function noticeOf({ kind, actor, subject }: Notification, cloudUrl: string): Notice {
  const page = subject.kind === 'received-share' ? 'with-me' : 'by-me'
  return { kind, actor, subject: subject.name, url: `${cloudUrl}/shared/${page}` }
}
