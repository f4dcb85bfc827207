import type { Logger } from '../logging/index.ts'
import type { Tx } from './database.ts'

type Callback = () => void

const callbacks = new WeakMap<Tx, Callback[]>()

/**
 * Registers what happens once, when the changes of `tx` have become durable: waking a worker, telling listeners.
 * Dropped when the transaction is rolled back or repeated. The callbacks of one transaction run in order, before the
 * `write` that they belong to resolves. The change stands whatever they do: they must not throw.
 * @param tx - the transaction as `write` handed it out
 */
export function afterCommit(tx: Tx, callback: Callback): void {
  const registered = callbacks.get(tx)
  if (registered === undefined) throw new Error('afterCommit needs the tx that write() handed out')
  registered.push(callback)
}

/** Starts to collect callbacks for a transaction. Only for implementations of `Database`. */
export function collectCallbacks(tx: Tx): readonly Callback[] {
  const registered: Callback[] = []
  callbacks.set(tx, registered)
  return registered
}

/** Runs what was registered, after the commit. Only for implementations of `Database`. */
export function callAll(registered: readonly Callback[], logger: Logger | undefined): void {
  for (const callback of registered) {
    try {
      callback()
    } catch (error) {
      // The rows are committed: neither their writer nor the next callback may suffer for this one.
      logger?.error('database.after-commit-failed', { error })
    }
  }
}
