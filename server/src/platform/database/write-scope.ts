import { AsyncLocalStorage } from 'node:async_hooks'

interface WriteScope {
  /** Turns false when the write ends: what it left running behind may write again. */
  open: boolean
  /** The first statement that failed. */
  failure?: { readonly error: unknown }
}

const current = new AsyncLocalStorage<WriteScope>()

/**
 * Runs the function of a write, and lets `assertOutsideWrite` know while it runs.
 *
 * A statement that fails fails the write, even when the function has caught the error: PostgreSQL executes nothing
 * more in such a transaction, and what works on one database must work on the other.
 * @param failed - hears of the first statement that fails, whatever the function makes of it
 */
export async function insideWrite<T>(
  fn: () => Promise<T>,
  failed: (error: unknown) => void = () => {},
): Promise<T> {
  const scope: WriteScope = { open: true }
  try {
    const value = await current.run(scope, fn)
    if (scope.failure !== undefined) throw scope.failure.error
    return value
  } finally {
    scope.open = false
    if (scope.failure !== undefined) failed(scope.failure.error)
  }
}

/** For connections: a statement has failed, perhaps one of a write. */
export function noteFailedStatement(error: unknown): void {
  const scope = current.getStore()
  if (scope?.open === true) scope.failure ??= { error }
}

/** Throws when the caller is, directly or not, called by the function of a write. */
export function assertOutsideWrite(what: string): void {
  if (current.getStore()?.open === true) {
    throw new Error(`${what} inside of a write: pass the tx of that write on instead`)
  }
}
