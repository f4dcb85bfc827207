import { z } from 'zod'
import type { ErrorCode } from '../../platform/errors.ts'
import type { Route } from '../route.ts'

const values = z.record(z.string(), z.union([z.string(), z.number()]))

/** How the API answers errors (RFC 9457). */
export const problemOutput = z
  .strictObject({
    type: z.string().describe('`urn:isthmus:error:` and the code'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('says for programs what went wrong'),
    detail: z.string().exactOptional(),
    reason: z.string().exactOptional().describe('says for programs what `detail` says'),
    params: values.exactOptional().describe('what the reason speaks of'),
    errors: z
      .array(
        z.strictObject({
          name: z.string(),
          rule: z.string().describe('says for programs what `message` says'),
          params: values.exactOptional(),
          message: z.string(),
        }),
      )
      .exactOptional()
      .describe('the fields that are wrong, with `validation-failed`'),
  })
  .meta({ id: 'Problem' })

/** What can go wrong at a route: at every route of its kind, and what it declares. */
export function errorsOf({ access, body, errors = [] }: Route): Set<ErrorCode> {
  return new Set<ErrorCode>([
    'validation-failed',
    ...(access === 'none' ? [] : (['unauthorized', 'forbidden', 'too-many-requests'] as const)),
    ...(body === 'json' ? (['payload-too-large', 'unsupported-media-type'] as const) : []),
    ...errors,
    'unknown-host',
    'internal',
    'unavailable',
  ])
}
