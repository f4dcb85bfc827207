import type { UserActor, UserId } from '../platform/actor.ts'
import type { Clock } from '../platform/clock.ts'

/** What the mounts know of the people whose requests they serve: who is active, and who has left. */
export interface RequestsOfUsers {
  /**
   * A request of a user begins.
   * @param actor - made for this request alone
   * @param left - aborted when whoever waits for the answer has left
   */
  begin(actor: UserActor, left: AbortSignal): void
  /** A user is active. */
  sawUser(user: UserId): void
  /** Ends what is asked of other servers on behalf of the actor. */
  signalOf(actor: UserActor): AbortSignal
  /** Everybody who was active in the last `milliseconds`. */
  activeIn(milliseconds: number): UserId[]
}

export function createRequestsOfUsers(clock: Pick<Clock, 'now'>): RequestsOfUsers {
  const signals = new WeakMap<UserActor, AbortSignal>()
  const lastSeen = new Map<UserId, number>()
  const never = new AbortController().signal
  const sawUser = (user: UserId): void => void lastSeen.set(user, clock.now())
  return {
    begin(actor, left) {
      signals.set(actor, left)
      sawUser(actor.userId)
    },
    sawUser,
    signalOf: (actor) => signals.get(actor) ?? never,
    activeIn(milliseconds) {
      const since = clock.now() - milliseconds
      for (const [user, at] of lastSeen) if (at < since) lastSeen.delete(user)
      return [...lastSeen.keys()]
    },
  }
}
