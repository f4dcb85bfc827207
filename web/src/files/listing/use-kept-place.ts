import { useLayoutEffect, useRef } from 'react'
import type { Listing } from './listing.ts'

interface KeptPlace<T> {
  readonly listing: Listing<T>
  keyOf(item: T): string
  readonly scroller: HTMLElement | null
  /** The index of the first item in sight. */
  readonly first: number
  /** How far apart two items are, in pixels. */
  distance(from: number, to: number): number
}

/** Leaves what is in sight where it is, when others add or remove something above. */
export function useKeptPlace<T>({ listing, keyOf, scroller, first, distance }: KeptPlace<T>): void {
  const seen = useRef<{ readonly key: string; readonly index: number }>(undefined)
  useLayoutEffect(() => {
    const { current: before } = seen
    const keyAt = (index: number) => {
      const item = listing.at(index)
      return item && keyOf(item)
    }
    const key = before && keyAt(before.index)
    if (before && scroller && scroller.scrollTop > 0 && key !== undefined && key !== before.key) {
      const index = listing.indexOf(before.key)
      if (index !== undefined) {
        scroller.scrollTop += distance(before.index, index)
        seen.current = { key: before.key, index }
        return
      }
    }
    const now = keyAt(first)
    seen.current = now === undefined ? undefined : { key: now, index: first }
  })
}
