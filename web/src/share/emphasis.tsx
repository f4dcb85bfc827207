/** Names stand out in a sentence, wherever its language puts them. */

const mark = '\u2063'

/** Makes a name stand out in words that `Emphasis` shows. */
export function strong(name: string): string {
  return `${mark}${name.replaceAll(mark, '')}${mark}`
}

/** Shows words with the names in them that stand out. */
export function Emphasis({ words }: { readonly words: string }) {
  // Every second part stood between two marks.
  return words.split(mark).map((part, at) => (at % 2 === 1 ? <b key={at}>{part}</b> : part))
}
