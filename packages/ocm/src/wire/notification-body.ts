import { z } from 'zod'
import { parsePeerHost } from '../addresses.ts'
import {
  missingOrInvalid,
  optionalIdentifier,
  optionalProse,
  optionalSecret,
  optionalText,
  optionalWords,
  text,
} from './text.ts'

const latest = Date.UTC(9999, 11, 31) / 1000

/** Unix seconds, as epoch milliseconds; null takes an end away. */
const optionalMoment = z
  .int()
  .min(0)
  .max(latest)
  .transform((seconds) => seconds * 1000)
  .nullish()
  .catch(undefined)

const Details = z.object({
  providerId: optionalIdentifier(1024),
  permissions: optionalWords(),
  expiration: optionalMoment,
  shareWith: optionalText(1024),
  owner: optionalText(1024),
  shareId: optionalText(4096),
})

/** PHP peers write an empty object as `[]`. */
const orEmpty = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (Array.isArray(value) && value.length === 0 ? {} : (value ?? {})), schema)

/** The wire form of a notification, all dialects in one. */
export const NotificationBody = z.object(
  {
    notificationType: text(255),
    senderDomain: optionalText(1024).transform((value, context) => {
      if (!value) return undefined
      const parsed = parsePeerHost(value)
      if (parsed.ok) return parsed.host
      context.addIssue({ code: 'custom', message: 'INVALID' })
      return z.NEVER
    }),
    resourceType: optionalText(255),
    shareType: optionalText(255),
    providerId: optionalIdentifier(1024),
    notification: orEmpty(
      z.object(
        {
          message: optionalProse(16 * 1024).catch(undefined),
          sharedSecret: optionalSecret(),
          grantee: optionalText(1024),
          senderId: optionalIdentifier(1024).catch(undefined),
          shareWith: optionalText(1024),
          // ownCloud says `permission`.
          permission: optionalWords(),
          permissions: optionalWords(),
          file: orEmpty(Details),
          folder: orEmpty(Details),
          user: orEmpty(z.object({ userId: optionalText(1024) })),
          group: orEmpty(z.object({ groupId: optionalText(1024) })),
          // oCIS: the changed offer, as in a Share Creation Notification.
          protocol: orEmpty(
            z.object({
              webdav: orEmpty(z.object({ sharedSecret: optionalSecret(), permissions: optionalWords() })),
            }),
          ),
        },
        { error: missingOrInvalid },
      ),
    ),
  },
  { error: missingOrInvalid },
)

/** A notification that has the wire form. */
export type NotificationBody = z.output<typeof NotificationBody>
