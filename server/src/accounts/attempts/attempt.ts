import { parseIpAddress } from '../../platform/outbound/ip-address.ts'

/** A sign-in by password that failed, or whose outcome is open. */
export interface Attempt {
  /** Keyed hashes: who signed in where is nobody's business once the attempt is forgotten. */
  readonly nameHash: string
  readonly addressHash: string
  /** Epoch milliseconds. */
  readonly at: number
}

const minute = 60_000

/** So long an attempt counts, in milliseconds. */
export const attemptWindow = 10 * minute

/** How many may fail in the window. */
const most = { byNameFromAddress: 10, byName: 30, byAddress: 100 }
/** Once a name is used up, so many may still fail in a minute: the same pace, without a longer wait. */
const mostByNameInMinute = most.byName / (attemptWindow / minute)

/**
 * How long a sign-in with this name from this address has to wait, in milliseconds.
 *
 * Limits slide: the oldest attempt that counts makes room when it leaves the window. What others do wrong with a name,
 * from wherever, never makes its owner wait for longer than a minute; nobody can be locked out that way.
 * @param before - attempts with this name or from this address, within the window
 */
export function waitingTime(before: readonly Attempt[], { nameHash, addressHash, at }: Attempt): number {
  const byName = before.filter((attempt) => attempt.nameHash === nameHash)
  const byAddress = before.filter((attempt) => attempt.addressHash === addressHash)
  const byBoth = byName.filter((attempt) => attempt.addressHash === addressHash)
  return Math.max(
    untilFewer(byBoth, most.byNameFromAddress, attemptWindow, at),
    untilFewer(byAddress, most.byAddress, attemptWindow, at),
    Math.min(
      untilFewer(byName, most.byName, attemptWindow, at),
      untilFewer(byName, mostByNameInMinute, minute, at),
    ),
  )
}

/** Milliseconds until fewer than `limit` of the attempts lie in the window before that moment. */
function untilFewer(attempts: readonly Attempt[], limit: number, window: number, now: number): number {
  const decisive = attempts.map(({ at }) => at).toSorted((a, b) => b - a)[limit - 1]
  return decisive === undefined ? 0 : Math.max(0, decisive + window - now)
}

/**
 * What counts as one address: of IPv6 the first 64 bits, since whoever has one address there has all of them
 * (RFC 6177 2).
 */
export function networkOf(address: string): string {
  const parsed = parseIpAddress(address)
  if (parsed === undefined) return address
  return parsed.family === 4 ? parsed.text : parsed.groups.slice(0, 4).join(':')
}
