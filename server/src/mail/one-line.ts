/** Names come from people and from other servers; characters. */
const longestName = 120

/**
 * A text for one line of a letter or its head: no line ends and no other control characters, which could add headers, and
 * nothing that turns the text around.
 * @param most - characters; what is longer is cut
 */
export function oneLine(text: string, most = longestName): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
  const letters = Array.from(line)
  return letters.length <= most ? line : `${letters.slice(0, most - 1).join('')}…`
}
