/** What is read out to those who hear the app, when something has changed that they do not come upon by themselves. */
import { useEffect, useRef } from 'react'
import { Store } from '../store.ts'

interface Saying {
  readonly id: number
  readonly text: string
}

/** The latest; `kit/sayings.tsx` has the place where they are heard. */
export const sayings = new Store<readonly Saying[]>([])

/** How many stay: of several in a row, none is gone before it is heard. */
const kept = 3

/** Says something as soon as nothing else is being said. */
export function say(text: string): void {
  const id = (sayings.value.at(-1)?.id ?? 0) + 1
  sayings.set([...sayings.value, { id, text }].slice(-kept))
}

interface SaidOptions {
  /** What it is about: the words are said when that is another. Default: the words themselves. */
  readonly occasion?: string | undefined
  /** Said when there are words no longer. */
  readonly after?: string
  /** Whether what is there at first is not said. */
  readonly isNews?: boolean
}

/** Says the words that there are now, once. */
export function useSaid(
  words: string | undefined,
  { occasion, after, isNews = false }: SaidOptions = {},
): void {
  const now = words && (occasion ?? words)
  const before = useRef(isNews ? now : undefined)
  useEffect(() => {
    if (now === before.current) return
    before.current = now
    const said = words ?? after
    if (said !== undefined) say(said)
  }, [now, words, after])
}
