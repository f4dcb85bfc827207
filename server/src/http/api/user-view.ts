import { z } from 'zod'
import type { User } from '../../accounts/index.ts'
import { momentOutput, momentView } from './api-values.ts'

export const userOutput = z
  .strictObject({
    username: z.string(),
    displayName: z.string(),
    email: z.string().nullable(),
    language: z.string().nullable(),
    timeZone: z.string().nullable(),
    admin: z.boolean(),
    disabled: z.boolean(),
    createdAt: momentOutput,
  })
  .meta({ id: 'User' })

/** A user in the form of the API. */
export function userView(user: User): z.infer<typeof userOutput> {
  return {
    username: user.username,
    displayName: user.displayName,
    email: user.email ?? null,
    language: user.language ?? null,
    timeZone: user.timeZone ?? null,
    admin: user.admin,
    disabled: user.disabled,
    createdAt: momentView(user.createdAt),
  }
}
