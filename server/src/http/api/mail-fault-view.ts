import { z } from 'zod'

/** Why mail does not leave, in words that a person can act on. */
export const mailFaultOutput = z.strictObject({
  slug: z.string().describe('stable, for programs'),
  message: z.string(),
  remedy: z.string(),
})
