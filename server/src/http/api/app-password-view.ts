import { z } from 'zod'
import type { AppPassword } from '../../accounts/index.ts'
import { momentOutput, momentView } from './api-values.ts'

export const appPasswordOutput = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    createdAt: momentOutput,
    lastUsedAt: momentOutput.nullable(),
  })
  .meta({ id: 'AppPassword' })

/** An app password in the form of the API: everything but the password itself. */
export function appPasswordView(appPassword: AppPassword): z.infer<typeof appPasswordOutput> {
  const { id, name, createdAt, lastUsedAt } = appPassword
  return { id, name, createdAt: momentView(createdAt), lastUsedAt: momentView(lastUsedAt) }
}
