import { afterCommit } from './after-commit.ts'
import type { OtherProcesses, Tx } from './database.ts'

/** Hears that something was announced: which ids it is about, or that it happened in another process. */
export type AnnouncementListener = (ids: readonly number[] | undefined) => void

/**
 * Where to hear what writes announce. The database that it is given to makes it hear of other processes too, which
 * do not say what it is about: whoever has to know looks at the rows.
 */
export interface Announcements {
  /** @returns how to stop listening */
  listen(topic: string, listener: AnnouncementListener): () => void
}

/** The side of the database. */
export interface Announcer extends Announcements {
  /** Hears and tells other processes from now on. */
  join(others: OtherProcesses): void
  tell(topic: string, ids: readonly number[] | undefined): void
}

const announcers = new WeakMap<Tx, Announcer>()

/**
 * Tells whoever listens to a topic, in any process, when the changes of `tx` have become durable. To be told is a
 * hint, not a fact: it may come twice, or never when a process dies at the wrong moment.
 * @param topic - without spaces
 * @param ids - of what has changed, as the topic's listeners understand them
 */
export function announce(tx: Tx, topic: string, ids?: readonly number[]): void {
  const announcer = announcers.get(tx)
  if (announcer !== undefined) afterCommit(tx, () => announcer.tell(topic, ids))
}

/** Makes `announce` work for a transaction. Only for implementations of `Database`. */
export function announceThrough(tx: Tx, announcer: Announcer): void {
  announcers.set(tx, announcer)
}

export function createAnnouncements(): Announcer {
  const listeners = new Map<string, Set<AnnouncementListener>>()
  let others: OtherProcesses | undefined
  return {
    join: (found) => {
      others = found
    },
    tell(topic, ids) {
      others?.wake(topic)
      for (const listener of listeners.get(topic) ?? []) listener(ids)
    },
    listen(topic, listener) {
      const here = listeners.get(topic) ?? new Set()
      listeners.set(topic, here.add(listener))
      const stopHearingOthers = others?.onWake(topic, () => listener(undefined))
      return () => {
        stopHearingOthers?.()
        if (here.delete(listener) && here.size === 0) listeners.delete(topic)
      }
    },
  }
}
