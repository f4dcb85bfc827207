import { useRef } from 'react'
import { findNext } from './find-next.ts'
import type { Listing } from './listing.ts'

/** How long it takes until a key begins a new word, in milliseconds. */
const pause = 800

/**
 * Finds things by the first letters of their names, as they are typed.
 * @returns notes a key; resolves with where the next one is that begins so
 */
export function useTypeAhead<T>(
  listing: Listing<T>,
  textOf: (item: T) => string,
): (key: string, index: number, now: number) => Promise<number | undefined> {
  const typed = useRef({ text: '', at: 0, round: 0 })
  return async (key, index, now) => {
    const before = typed.current
    const text = now - before.at > pause ? key : before.text + key
    const round = before.round + 1
    typed.current = { text, at: now, round }
    // One letter again and again goes through all that begin with it.
    const letters = new Set(text)
    const wanted = fold(letters.size === 1 ? key : text)
    const start = letters.size === 1 ? index + 1 : index
    return await findNext(
      listing,
      start,
      (item) => fold(textOf(item)).startsWith(wanted),
      () => typed.current.round !== round,
    )
  }
}

function fold(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase()
}
