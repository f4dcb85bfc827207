/** The part of `process` that signals come from. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown
  off(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown
}

/** Ends with `Symbol.dispose`, after which the program no longer listens for signals. */
export interface ShutdownRequest extends Disposable {
  /** Aborted by the first SIGINT or SIGTERM; the reason is the name of the signal. */
  readonly signal: AbortSignal
}

/**
 * Turns the first SIGINT or SIGTERM into an abort, so that the program can finish what it has begun. It then stops
 * listening: a second signal has its default effect, the process dies at once with the status that shells expect
 * (130 or 143).
 */
export function listenForShutdown(source: SignalSource = process): ShutdownRequest {
  const controller = new AbortController()
  const stopListening = (): void => {
    source.off('SIGINT', onSignal)
    source.off('SIGTERM', onSignal)
  }
  const onSignal = (signal: NodeJS.Signals): void => {
    stopListening()
    controller.abort(signal)
  }
  source.on('SIGINT', onSignal)
  source.on('SIGTERM', onSignal)
  return { signal: controller.signal, [Symbol.dispose]: stopListening }
}
