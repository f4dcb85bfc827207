import { z } from 'zod'
import type { Session } from '../../accounts/index.ts'
import type { UserActor } from '../../platform/actor.ts'
import { momentOutput, momentView } from './api-values.ts'
import { userOutput } from './user-view.ts'

export const sessionOutput = z
  .strictObject({
    id: z.string(),
    userAgent: z.string(),
    address: z.string(),
    createdAt: momentOutput,
    seenAt: momentOutput,
    expiresAt: momentOutput,
    current: z.boolean().describe('whether the request was made in it'),
  })
  .meta({ id: 'Session' })

/** Who is signed in, and what changing requests have to send in the header `isthmus-csrf`. */
export const signedInOutput = z.strictObject({ user: userOutput, csrfToken: z.string().nullable() })

/** A browser session in the form of the API. */
export function sessionView(
  session: Session,
  { signedInBy }: Pick<UserActor, 'signedInBy'>,
): z.infer<typeof sessionOutput> {
  return {
    id: session.id,
    userAgent: session.userAgent,
    address: session.address,
    createdAt: momentView(session.createdAt),
    seenAt: momentView(session.seenAt),
    expiresAt: momentView(session.expiresAt),
    current: signedInBy?.kind === 'session' && signedInBy.id === session.id,
  }
}
