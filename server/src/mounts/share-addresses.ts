import { RemoteTrouble } from '@isthmus/webdav'
import type { Clock } from '../platform/clock.ts'

/**
 * Where shares lie whose servers leave room for more than one place: found out by knocking, in the given order, and
 * remembered for an hour.
 *
 * Kept in memory: another process finds out for itself.
 */
export interface ShareAddresses {
  /**
   * @param urls - in the order in which they are tried; a single one is taken without a question
   * @param knock - resolves with whether the share is there; fails when that cannot be found out
   * @returns the first at which it is
   * @throws what knocking at the first one failed with; the reason of the signal
   */
  choose(
    shareId: number,
    urls: readonly string[],
    knock: (url: string, signal: AbortSignal) => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<string>
  /** What was found out does not hold any more. */
  forget(shareId: number): void
}

const rememberedFor = 60 * 60_000
/** How long one knock is waited for, milliseconds. */
const patience = 5_000
const maxKept = 10_000

export function createShareAddresses(clock: Pick<Clock, 'now' | 'sleep'>): ShareAddresses {
  const chosen = new Map<number, { readonly url: string; readonly until: number }>()
  return {
    async choose(shareId, urls, knock, signal) {
      const [first = ''] = urls
      if (urls.length < 2) return first
      const known = chosen.get(shareId)
      if (known !== undefined && known.until > clock.now() && urls.includes(known.url)) return known.url

      const failures: unknown[] = []
      for (const url of urls) {
        const outcome = await knockFor(patience, (limit) => knock(url, limit), signal)
        if (outcome.there) {
          chosen.delete(shareId)
          chosen.set(shareId, { url, until: clock.now() + rememberedFor })
          const [oldest] = chosen.keys()
          if (chosen.size > maxKept && oldest !== undefined) chosen.delete(oldest)
          return url
        }
        failures.push(outcome.error)
      }
      // Nowhere: then what the first one says counts, an error or that nothing is there.
      const [failure] = failures
      if (failure instanceof Error) throw failure
      return first
    },
    forget: (shareId) => void chosen.delete(shareId),
  }

  async function knockFor(
    milliseconds: number,
    knock: (signal: AbortSignal) => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<{ readonly there: boolean; readonly error?: unknown }> {
    const overdue = new AbortController()
    const done = new AbortController()
    const silence = new RemoteTrouble('unreachable', 'nobody opened in time')
    void clock.sleep(milliseconds, done.signal).then(() => overdue.abort(silence))
    try {
      return { there: await knock(AbortSignal.any([signal, overdue.signal])) }
    } catch (error) {
      signal.throwIfAborted()
      return { there: false, error }
    } finally {
      done.abort()
    }
  }
}
