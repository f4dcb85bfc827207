import type { SignalSource } from './shutdown.ts'

/**
 * Calls `reload` at each SIGHUP, which is how the operator of a service says that files have changed. Ends with
 * `Symbol.dispose`; the signal then has its default effect again.
 */
export function listenForReload(source: SignalSource, reload: () => void): Disposable {
  source.on('SIGHUP', reload)
  return {
    [Symbol.dispose]: () => {
      source.off('SIGHUP', reload)
    },
  }
}
