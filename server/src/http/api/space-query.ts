import { z } from 'zod'
import { idValue } from './api-values.ts'

/** Which files are meant, in a query. */
export const spaceValue = idValue
  .exactOptional()
  .describe('the id of a team’s space; the user’s own files without')

export const spaceQuery = z.strictObject({ space: spaceValue })
