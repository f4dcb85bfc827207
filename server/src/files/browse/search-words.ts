import { foldName } from '../node-name.ts'

const limits = { words: 10, characters: 200 }

/** The words of a search, folded as `foldName` does it. */
export function searchWords(text: string): string[] {
  return foldName(
    text
      .toWellFormed()
      .slice(0, limits.characters)
      .replaceAll(/\p{Cc}/gu, ' '),
  )
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, limits.words)
}

/** Whether a name contains every one of the words. */
export function hasWords(name: string, words: readonly string[]): boolean {
  const folded = foldName(name)
  return words.every((word) => folded.includes(word))
}
