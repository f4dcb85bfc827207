import type { Fault } from './diagnosis/fault.ts'
import { rememberedFault } from './diagnosis/remembered-fault.ts'
import type { KnownPeer } from './list-peers.ts'
import { documentLifetime, isPassing } from './peer-directory.ts'

/** Why the lamp of a server has its colour. */
export const lampReasons = [
  // green
  'works',
  // yellow
  'shaky',
  'keys-unreadable',
  'not-signing',
  // red
  'unreachable',
  'takes-no-messages',
  // grey
  'never-asked',
  'blocked',
] as const

/** Whether it works with a server, by what is remembered of it. */
export interface Lamp {
  /** It works; it works with restrictions, or for the time being; it does not; nothing is known. */
  readonly color: 'green' | 'yellow' | 'red' | 'grey'
  readonly reason: (typeof lampReasons)[number]
  /** What stands in the way, and what to do about it. */
  readonly fault?: Fault
}

/**
 * The lamp of a server.
 * @param messages - how often in a row it took no messages, and until when none are sent; absent when it took the last
 * @param now - epoch milliseconds
 */
export function lampOf(
  { rule, failure, keysFailure, discoveredAt, signs }: KnownPeer,
  messages: { readonly failures: number; readonly openUntil: number } | undefined,
  now: number,
): Lamp {
  if (rule?.rule === 'block') return { color: 'grey', reason: 'blocked' }
  if (failure !== undefined) {
    const usable = isPassing(failure) && (discoveredAt ?? -Infinity) + documentLifetime > now
    const fault = rememberedFault(failure)
    return usable
      ? { color: 'yellow', reason: 'shaky', fault }
      : { color: 'red', reason: 'unreachable', fault }
  }
  if (discoveredAt === undefined) return { color: 'grey', reason: 'never-asked' }
  if (messages !== undefined && messages.openUntil > now) return { color: 'red', reason: 'takes-no-messages' }
  if (messages !== undefined) return { color: 'yellow', reason: 'shaky' }
  if (keysFailure !== undefined) return { color: 'yellow', reason: 'keys-unreadable' }
  return signs === false ? { color: 'yellow', reason: 'not-signing' } : { color: 'green', reason: 'works' }
}
