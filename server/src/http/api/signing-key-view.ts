import { z } from 'zod'
import type { SigningKeyView } from '../../federation/index.ts'
import { momentOutput, momentView } from './api-values.ts'

export const signingKeyOutput = z
  .strictObject({
    kid: z.string(),
    algorithm: z.string(),
    state: z
      .enum(['next', 'signing', 'former'])
      .describe(
        'next: published, so that others have it when it signs; former: published for what it has signed',
      ),
    createdAt: momentOutput,
    signsFrom: momentOutput,
  })
  .meta({ id: 'SigningKey' })

/** A signing key in the form of the API. */
export function signingKeyView(key: SigningKeyView): z.infer<typeof signingKeyOutput> {
  const { kid, algorithm, state, createdAt, signsFrom } = key
  return { kid, algorithm, state, createdAt: momentView(createdAt), signsFrom: momentView(signsFrom) }
}
