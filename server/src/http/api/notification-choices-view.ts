import { z } from 'zod'
import { mailTimes, notificationKinds } from '../../activity/index.ts'

const kind = z.enum(notificationKinds)
const app = z.boolean()
const mail = z.enum(mailTimes)

export const notificationChoicesOutput = z
  .strictObject({
    choices: z.record(
      kind,
      z.strictObject({
        app: app.describe('shown in the app'),
        mail: mail.describe('`daily`: one mail in the morning, by the user’s time zone'),
      }),
    ),
  })
  .meta({ id: 'NotificationChoices' })

export const notificationChoicesInput = z.strictObject({
  choices: z.partialRecord(kind, z.strictObject({ app: app.exactOptional(), mail: mail.exactOptional() })),
})
