import type { PeerHost } from '@isthmus/ocm'
import type { Clock } from '../platform/clock.ts'

/**
 * Remembers which peers do not answer, so that the next request to one of them fails at once instead of waiting. After
 * a while one request is let through to try; its outcome decides for all.
 *
 * Kept in memory: another process finds out for itself, at the price of one wait.
 */
export interface PeerCircuit {
  /** @returns milliseconds until trying makes sense; 0 lets the request through */
  waitFor(peer: PeerHost): number
  /**
   * Somebody wants a peer tried that did not answer last time: the next request to it is let through.
   * @returns false when it failed, or somebody wanted that, less than two seconds ago
   */
  letOneThrough(peer: PeerHost): boolean
  succeeded(peer: PeerHost): void
  /**
   * @param askedAt - when the peer was asked, epoch milliseconds: of requests that wait at the same time one says that it
   *   is down, the others nothing new
   */
  failed(peer: PeerHost, askedAt: number): void
  /** Whether a peer did not answer last time. */
  doubts(peer: PeerHost): boolean
  /** The peers that did not answer last time and may be tried now, the one that was tried longest ago first. */
  dueForTrial(): PeerHost[]
  /** How many peers did not answer last time. */
  readonly inTrouble: number
}

interface Trouble {
  failures: number
  /** When the last one was noted, epoch milliseconds. */
  failedAt: number
  /** When somebody last wanted it tried. */
  wantedAt?: number
  openUntil: number
}

const firstPause = 2_000
const longestPause = 60_000
/** More peers in trouble than this at one time are forgotten, the oldest first. */
const maxPeers = 10_000

export function createPeerCircuit(clock: Clock): PeerCircuit {
  const troubles = new Map<PeerHost, Trouble>()
  return {
    get inTrouble() {
      return troubles.size
    },
    waitFor(peer) {
      const trouble = troubles.get(peer)
      if (trouble === undefined) return 0
      const wait = trouble.openUntil - clock.now()
      if (wait > 0) return wait
      // This one tries; the others wait for what becomes of it.
      trouble.openUntil = clock.now() + pauseAfter(trouble.failures)
      return 0
    },
    letOneThrough(peer) {
      const trouble = troubles.get(peer)
      if (trouble === undefined) return true
      const now = clock.now()
      if (now - Math.max(trouble.failedAt, trouble.wantedAt ?? 0) < firstPause) return false
      trouble.wantedAt = now
      trouble.openUntil = Math.min(trouble.openUntil, now)
      return true
    },
    doubts: (peer) => troubles.has(peer),
    dueForTrial: () =>
      [...troubles].filter(([, { openUntil }]) => openUntil <= clock.now()).map(([peer]) => peer),
    succeeded(peer) {
      troubles.delete(peer)
    },
    failed(peer, askedAt) {
      const before = troubles.get(peer)
      if (before !== undefined && askedAt <= before.failedAt) return
      const failures = (before?.failures ?? 0) + 1
      const now = clock.now()
      troubles.delete(peer)
      troubles.set(peer, { failures, failedAt: now, openUntil: now + pauseAfter(failures) })
      const [oldest] = troubles.keys()
      if (troubles.size > maxPeers && oldest !== undefined) troubles.delete(oldest)
    },
  }
}

function pauseAfter(failures: number): number {
  return Math.min(firstPause * 2 ** (failures - 1), longestPause)
}
