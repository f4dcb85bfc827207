import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * A transaction in progress. It is passed on explicitly to everything that takes part, and is dead when the
 * function that `write` was given has ended.
 */
export type Tx = Transaction<Schema>

/** The database of an installation. Dispose it to finish the writes that were asked for and close it. */
export interface Database extends AsyncDisposable {
  /**
   * For reading what is committed. Every statement sees the state of its own moment; `read.transaction()` holds
   * one moment for several statements, a stream for as long as it is read (and a transaction with it: nothing else
   * runs in one that streams). Not available inside of `write`, where it would miss what `tx` has changed.
   * @throws IsthmusError `unavailable`
   */
  readonly read: Kysely<Schema>

  /**
   * Runs `fn` in a transaction and resolves with its result once that is durable.
   *
   * - Writes happen as if one after the other, whoever asks for them: what `fn` has read is still true when it is
   *   committed. A write that is asked for when another has resolved sees it.
   * - `fn` holds SQL only. Other writes may wait for it: nothing in it may wait for a disk, a peer or a timer.
   * - `fn` may run more than once (a database with concurrent writers rolls back and repeats): it changes nothing
   *   but rows. What has to happen once, after the commit, goes through `afterCommit`.
   * - What `fn` throws undoes its own rows only and is what `write` rejects with. So does a statement that fails,
   *   even when `fn` catches the error.
   * - Many writes may share one commit; one that fails (disk full) rejects all of them.
   * - A write inside of a write would wait for itself, so it throws: pass `tx` on instead.
   * @throws IsthmusError `unavailable`; a write whose commit met the end of the connection may have been stored
   */
  write<T>(fn: (tx: Tx) => Promise<T>): Promise<T>

  /** The other processes that may work with the same database; absent where there can be none. */
  readonly others?: OtherProcesses

  /** How its connections are used now; absent where nothing ever waits for one. */
  readonly connections?: () => ConnectionUse
}

/** Counts of connections of this process to a server. */
export interface ConnectionUse {
  readonly busy: number
  readonly idle: number
  /** Statements and transactions that wait for a connection. */
  readonly waiting: number
}

/** A way to be heard in other processes, for those who would else have to wait until they look by themselves. */
export interface OtherProcesses {
  /** Wakes the listeners of a topic there: soon, at most once, and not for certain. Call it after the commit. */
  wake(topic: string): void
  /**
   * Listens to a topic. Also called when something may have been missed.
   * @returns how to stop listening
   */
  onWake(topic: string, listener: () => void): () => void
}
