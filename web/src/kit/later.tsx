import { type ComponentType, lazy, Suspense } from 'react'

const parts: (() => Promise<unknown>)[] = []

/**
 * A component that is fetched when it is first shown, or when the browser has nothing else to do; until then nothing is
 * there.
 * @param load - imports its module, and gives it
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  parts.push(load)
  const Part = lazy(async () => ({ default: await load() }))
  return function Later(props: P) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    )
  }
}

/** Fetches all of them, so that they are there also when the server is not. */
export function fetchParts(): void {
  const fetchNext = () => {
    const load = parts.shift()
    // What fails now is fetched when it is shown.
    if (load !== undefined) void load().then(wait, wait)
  }
  // Safari has no requestIdleCallback.
  const wait = () =>
    'requestIdleCallback' in window ? requestIdleCallback(fetchNext) : setTimeout(fetchNext, 200)
  wait()
}
