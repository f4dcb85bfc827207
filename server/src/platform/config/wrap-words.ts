/** Breaks text into lines of at most `width` characters, each starting with `prefix`. */
export function wrapWords(text: string, prefix: string, width = 100): string[] {
  const lines: string[] = []
  let line = prefix
  for (const word of text.split(' ')) {
    if (line !== prefix && line.length + 1 + word.length > width) {
      lines.push(line)
      line = prefix
    }
    line += line === prefix ? word : ` ${word}`
  }
  return [...lines, line]
}
