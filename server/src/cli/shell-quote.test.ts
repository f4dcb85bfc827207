import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shellQuote } from './shell-quote.ts'

describe('a quoted word', () => {
  it('stays as it is where the shell takes it for a word', () => {
    expect(shellQuote('/srv/isthmus-1.2/data')).toBe('/srv/isthmus-1.2/data')
    expect(shellQuote("Ann's data")).toBe(String.raw`'Ann'\''s data'`)
    expect(shellQuote('')).toBe("''")
  })

  it('comes out of a shell as it went in', () => {
    // Strings of any characters but the one that no argument can hold.
    const words = fc.array(
      fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\0')),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(words, (given) => {
        const script = `printf '%s\\0' ${given.map(shellQuote).join(' ')}`
        const out = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
        expect(out).toBe(given.length === 0 ? '\0' : given.map((word) => `${word}\0`).join(''))
      }),
      { numRuns: 20 },
    )
  })
})
