import { z } from 'zod'
import type { FilePlace } from '../../files/index.ts'
import { pathValue } from './api-values.ts'
import { spaceValue } from './space-query.ts'

/** Which file or folder is meant, in a query or a body. */
export const placeQuery = z.strictObject({ path: pathValue, space: spaceValue })

/** The place that `path` and `space` name. */
export function placeOf({
  path,
  space,
}: {
  readonly path: readonly string[]
  readonly space?: number | undefined
}): FilePlace {
  return { path, ...(space !== undefined && { spaceId: space }) }
}
