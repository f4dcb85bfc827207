import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Names that some program somewhere takes for something else; none of them contains a `/`. */
const oddNames: readonly string[] = [
  'fox 🦊.txt',
  'flag 🏴‍☠️ family 👨‍👩‍👧‍👦.txt',
  'composed é ü Å.txt'.normalize('NFC'),
  'decomposed é ü Å.txt'.normalize('NFD'),
  'ligature ﬁ, ångström Å.txt',
  'עברית عربي.txt',
  '漢字かな交じり文.txt',
  'right‮txt.to-left',
  '100%.txt',
  '%2F is no slash.txt',
  '%25 twice %2525.txt',
  'two  spaces.txt',
  ' at the start.txt',
  'at the end ',
  "single ' quote.txt",
  'double " quote.txt',
  '`back` $HOME $(date).txt',
  'hash #1.txt',
  'question?.txt',
  'a&b=c;d.txt',
  '<tag attribute="&amp;">.txt',
  'plus + minus -.txt',
  'back\\slash.txt',
  'colon: star* pipe|.txt',
  '[brackets] {braces}.txt',
  '.hidden',
  'no extension.',
  '~tilde~',
  '-rf',
  'l'.repeat(251) + '.txt',
  `${'ö'.normalize('NFC').repeat(125)}.txt`,
  '😀'.repeat(62) + '.txt',
]

/**
 * Fills a folder with files of which many have odd names and lie in folders with odd names. Sizes go from nothing to
 * some hundred kilobytes.
 */
export async function writeOddTree(folder: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const name = oddNames[index % oddNames.length] ?? ''
    const round = Math.floor(index / oddNames.length)
    // The first round lies at the top, each further one in a folder of its own.
    const path = round === 0 ? join(folder, name) : join(folder, `in ${oddNames[round]}`, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, randomBytes(index % 50 === 7 ? 300_000 : (index % 10) * 333))
  }
}
