import { z } from 'zod'
import { limitValue } from './api-values.ts'

const name = z.string().max(256)

/** The query of a list that is ordered by name. Such a list is short: by default it comes as a whole. */
export const namePageQuery = z.strictObject({
  search: name.exactOptional().describe('only what has this text in one of its names'),
  limit: limitValue(1000, 1000),
  after: name.exactOptional().describe('what the page before gave as `next`'),
})

/** Where the next page of such a list begins, to be given as `after`; null on the last one. */
export const nextNameOutput = z.string().nullable()
