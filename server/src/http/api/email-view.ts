import { z } from 'zod'
import type { UserEmail } from '../../accounts/index.ts'
import { momentOutput, momentView } from './api-values.ts'

export const emailOutput = z
  .strictObject({
    address: z.string(),
    primary: z.boolean(),
    verified: z.boolean(),
    createdAt: momentOutput,
  })
  .meta({ id: 'Email' })

/** An e-mail address of a user in the form of the API. */
export function emailView({ address, primary, verified, createdAt }: UserEmail): z.infer<typeof emailOutput> {
  return { address, primary, verified, createdAt: momentView(createdAt) }
}
