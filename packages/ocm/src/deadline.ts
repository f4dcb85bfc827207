/**
 * Gives work a time limit that holds even when the work ignores its signal.
 *
 * @param milliseconds - the limit
 * @param outer - the caller's own signal; when it aborts, its reason is thrown
 * @throws an error with the code `ETIMEDOUT` when the time is over, else what the work throws
 */
export async function withDeadline<T>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted()
  const controller = new AbortController()
  const stopped = Promise.withResolvers<never>()
  const stop = (reason: Error) => {
    stopped.reject(reason)
    controller.abort(reason)
  }
  const timer = setTimeout(() => stop(overdue(milliseconds)), milliseconds)
  const onAbort = () => stop(outer?.reason as Error)
  outer?.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work(controller.signal), stopped.promise])
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', onAbort)
  }
}

function overdue(milliseconds: number): Error {
  return Object.assign(new Error(`no complete answer within ${milliseconds} ms`), { code: 'ETIMEDOUT' })
}
