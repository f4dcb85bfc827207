import { useRef } from 'react'
import { findNext } from './find-next.ts'
import type { Listing } from './listing.ts'

/** How long it takes until a key begins a new word, in milliseconds. */
const pause = 800

interface TypeAhead {
  /** Notes a key. @returns where the next thing is that begins with what was typed */
  type(key: string, index: number, now: number): Promise<number | undefined>
  /** Whether a space would belong to a word. */
  isTyping(now: number): boolean
}

/** Finds things by the first letters of their names, as they are typed. */
export function useTypeAhead<T>(listing: Listing<T>, textOf: (item: T) => string): TypeAhead {
  const typed = useRef({ text: '', at: 0, round: 0 })
  const isTyping = (now: number) => typed.current.text !== '' && now - typed.current.at <= pause
  return { type, isTyping }

  async function type(key: string, index: number, now: number): Promise<number | undefined> {
    const before = typed.current
    const text = isTyping(now) ? before.text + key : key
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
