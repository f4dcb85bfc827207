import { z } from 'zod'
import { type Notification, notificationKinds } from '../../activity/index.ts'
import { idOutput, momentOutput, momentView } from './api-values.ts'

export const notificationOutput = z
  .strictObject({
    id: idOutput,
    kind: z.enum(notificationKinds),
    subject: z.strictObject({
      kind: z.enum(['share', 'received-share']),
      id: idOutput.describe('of the share, or of the item of the inbox'),
      name: z.string(),
    }),
    actor: z.string().describe('who did it, or is at the other end: `ann@cloud.example`'),
    createdAt: momentOutput,
    readAt: momentOutput.nullable(),
  })
  .meta({ id: 'Notification' })

/** A notification in the form of the API. */
export function notificationView(notification: Notification): z.infer<typeof notificationOutput> {
  const { id, kind, subject, actor, createdAt, readAt } = notification
  return {
    id: String(id),
    kind,
    subject: { kind: subject.kind, id: String(subject.id), name: subject.name },
    actor,
    createdAt: momentView(createdAt),
    readAt: momentView(readAt),
  }
}
