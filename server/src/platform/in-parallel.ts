/**
 * Does something with each item, some at the same time. A failure ends it, when what has begun is over.
 * @param atOnce - how many are worked on at the same time
 */
export async function inParallel<T>(
  items: Iterable<T> | AsyncIterable<T>,
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = eachOf(items)
  let failed = false
  // The workers take from one iterator, so that each item is worked on once.
  const worker = async (): Promise<void> => {
    while (!failed) {
      try {
        const next = await queue.next()
        if (next.done === true) return
        await work(next.value)
      } catch (error) {
        failed = true
        throw error
      }
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: atOnce }, worker))
  await queue.return(undefined)
  const failure = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failure !== undefined) throw failure.reason
}

async function* eachOf<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, undefined> {
  yield* items
  return undefined
}
