import { z } from 'zod'
import { momentOutput } from './api-values.ts'

/** The keys that seal secrets in the database, without the keys themselves. */
export const sealingKeysOutput = z.strictObject({
  keys: z.array(
    z
      .strictObject({
        id: z.string(),
        createdAt: momentOutput,
        active: z.boolean().describe('whether it seals what is stored from now on'),
      })
      .meta({ id: 'SealingKey' }),
  ),
})
