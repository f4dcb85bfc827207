/**
 * How much is done in a minute for others: for a server that has proved who it is, for an address of which nobody has,
 * and for a user who wants other servers looked up. Counted in the database, so that any number of processes keep one limit; a window begins with each minute.
 */
import type { PeerHost } from '@isthmus/ocm'
import { networkOf } from '../accounts/index.ts'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import type { FederationContext } from './context.ts'
import { countRequest, deleteOldCounts, findRequestCount } from './request-count-repository.ts'

const windowMs = 60_000

/** Seconds until it makes sense to come again; 0 lets the request pass. */
type Wait = number

/** Counts a request of a server that has proved who it is. */
export async function takeTurnOfPeer(
  { clock, limits }: FederationContext,
  tx: Tx,
  tenant: TenantId,
  host: PeerHost,
): Promise<Wait> {
  const now = clock.now()
  const count = await countRequest(tx, `peer:${tenant}:${host}`, windowOf(now))
  return count > limits.requestsPerMinute ? untilNext(now) : 0
}

/** Counts a look at another server that a user wants. */
export async function takeTurnOfUser(
  { clock, limits }: Pick<FederationContext, 'clock' | 'limits'>,
  tx: Tx,
  user: UserId,
): Promise<Wait> {
  const now = clock.now()
  const count = await countRequest(tx, `lookup:${user}`, windowOf(now))
  return count > limits.lookupsPerMinute ? untilNext(now) : 0
}

/** Whether an address still has a turn; costs a look. @param address - of the client; empty for one of this machine */
export async function turnOfAddress(
  { database, clock, limits, sealer }: FederationContext,
  address: string,
): Promise<Wait> {
  const now = clock.now()
  const count = await findRequestCount(database.read, subjectOf(sealer, address), windowOf(now))
  return count >= limits.unprovenPerMinute ? untilNext(now) : 0
}

/** Notes a request from an address of which nobody proved anything. */
export async function countUnproven(
  { database, clock, sealer }: FederationContext,
  address: string,
): Promise<void> {
  const window = windowOf(clock.now())
  await database.write((tx) => countRequest(tx, subjectOf(sealer, address), window))
}

/** Do it from time to time. */
export async function forgetOldCounts({ database, clock }: FederationContext): Promise<void> {
  await database.write((tx) => deleteOldCounts(tx, windowOf(clock.now())))
}

/** Keyed, since who asked from where is nobody's business afterwards. */
function subjectOf(sealer: FederationContext['sealer'], address: string): string {
  return `address:${sealer.lookup(`ocm:address:${networkOf(address)}`)}`
}

function windowOf(now: number): number {
  return Math.floor(now / windowMs) * windowMs
}

function untilNext(now: number): Wait {
  return Math.ceil((windowOf(now) + windowMs - now) / 1000)
}
