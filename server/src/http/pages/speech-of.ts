import type { Call } from '../route.ts'
import { findVisitor, type Visitor } from './visitor.ts'
import { type Speech, speechFor } from './words.ts'

type AnyCall = Pick<Call, 'application' | 'tenant' | 'headers'>

/**
 * How a page speaks to whoever asks for it: as they have chosen, when they are signed in, and else as the browser prefers.
 * Never rejects: where the choice cannot be found now, there may be a page to say so.
 */
export async function speechOf(call: AnyCall): Promise<Speech> {
  try {
    return await speechTo(call, await findVisitor(call))
  } catch {
    return speechFor(call.headers['accept-language'])
  }
}

/** The same for a visitor who is known. */
export async function speechTo(
  { application: { accounts, settings }, tenant, headers }: AnyCall,
  visitor: Visitor | undefined,
): Promise<Speech> {
  const [{ provider }, user] = await Promise.all([
    settings.of(tenant.id),
    visitor && accounts.readUser(visitor.actor, visitor.actor.username),
  ])
  return { ...speechFor(headers['accept-language'], user?.language), cloud: provider }
}
