import type { UserActor, UserId } from '../../platform/actor.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { Audience } from './audience.ts'
import type { LiveContext } from './live-context.ts'
import type { LiveStream } from './live-stream.ts'

/**
 * Live events: the apps of a user hear at once that there is something to look at, and look. An event is a hint: what
 * is true stands in the database, and an app that may have missed one is told to look at everything again.
 */
export interface LiveEvents extends Disposable {
  /**
   * The events of a user from now on.
   * @throws IsthmusError `too-many-requests` when the user has 20 streams already; `unavailable` at the end of the
   *   process
   */
  open(actor: UserActor, order: StreamOrder): Promise<LiveStream>
}

export interface StreamOrder {
  /** The id of the last event that the app has seen, for one that comes back. */
  readonly after?: string
  /** Asked each minute: the stream ends when the user may not have it any more. */
  stillAllowed(): Promise<boolean>
}

const mostStreams = 20
const minute = 60_000

/** One connection, and how to find out whether it may go on. */
interface Connected {
  readonly actor: UserActor
  readonly audience: Audience
  readonly stream: LiveStream
  readonly stillAllowed: StreamOrder['stillAllowed']
}

export function createLiveEvents(context: LiveContext): LiveEvents {
  const audiences = new Map<UserId, Audience>()
  const connected = new Set<Connected>()
  const closed = new AbortController()
  let isLookingAfter = false

  function audienceOf(actor: UserActor): Audience {
    const audience = audiences.get(actor.userId) ?? new Audience(context, actor)
    audiences.set(actor.userId, audience)
    return audience
  }

  /** Each minute, for as long as there is somebody. */
  async function lookAfterAll(): Promise<void> {
    isLookingAfter = true
    let alone = new Set<Audience>()
    while (audiences.size > 0) {
      await context.clock.sleep(minute, closed.signal)
      for (const each of connected) await lookAfter(each)
      // Whoever comes back within a minute is told what was missed.
      for (const [user, audience] of audiences) {
        if (audience.streams.size > 0 || !alone.has(audience)) continue
        audiences.delete(user)
        audience[Symbol.dispose]()
      }
      alone = new Set([...audiences.values()].filter(({ streams }) => streams.size === 0))
    }
    isLookingAfter = false
  }

  async function lookAfter({ actor, audience, stream, stillAllowed }: Connected): Promise<void> {
    try {
      if (await stillAllowed()) await audience.follow(actor)
      else stream.end()
    } catch {
      // It comes back when that works again.
      stream.end()
    }
  }

  return {
    async open(actor, { after, stillAllowed }) {
      if (closed.signal.aborted) throw fault('unavailable')
      const audience = audienceOf(actor)
      if (audience.streams.size >= mostStreams) {
        throw fault('too-many-requests', {
          because: because('too-many-streams', { most: mostStreams }),
          retryAfter: minute / 1000,
        })
      }
      const stream = audience.open(actor, after)
      const connection = { actor, audience, stream, stillAllowed }
      connected.add(connection)
      stream.ended.addEventListener('abort', () => connected.delete(connection))
      if (!isLookingAfter) void lookAfterAll()
      try {
        await audience.follow(actor)
      } catch (error) {
        stream.end()
        throw error
      }
      return stream
    },
    [Symbol.dispose]() {
      closed.abort()
      for (const audience of audiences.values()) audience[Symbol.dispose]()
      audiences.clear()
    },
  }
}
