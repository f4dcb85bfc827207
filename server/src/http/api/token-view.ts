import { z } from 'zod'
import type { Token } from '../../accounts/index.ts'
import { momentOutput, momentView } from './api-values.ts'

export const tokenOutput = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    createdAt: momentOutput,
    expiresAt: momentOutput.nullable(),
    lastUsedAt: momentOutput.nullable(),
  })
  .meta({ id: 'Token' })

/** A bearer token in the form of the API: everything but the token itself. */
export function tokenView(token: Token): z.infer<typeof tokenOutput> {
  return {
    id: token.id,
    name: token.name,
    createdAt: momentView(token.createdAt),
    expiresAt: momentView(token.expiresAt),
    lastUsedAt: momentView(token.lastUsedAt),
  }
}
