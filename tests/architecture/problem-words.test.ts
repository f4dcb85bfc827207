import { describe, expect, it } from 'vitest'
import { codeFiles, readText } from './repository.ts'

/** The catalogues of the server, through the page that is generated from them. */
const page = readText('docs/reference/errors.md')

const codes = [...page.matchAll(/^## ([a-z-]+)$/gm)].map(([, code]) => String(code))

const ofApp = ['unreachable']

/** Sentences by code, as a table of the page has them. */
function tableOf(head: string): Map<string, string> {
  const [table = ''] = page.slice(page.indexOf(`| ${head} | in English |`)).split('\n\n')
  return new Map(
    [...table.matchAll(/^\| `(.+)` \| (.+) \|$/gm)].map(([, code, said]) => [code ?? '', said ?? '']),
  )
}

/** What is said of each code, as the source has it. */
function wordsIn(path: string): Map<string, string> {
  const [, ...entries] = readText(path).split(/^ {2}(?=(?:[a-z]+|'[a-z-]+'):)/m)
  return new Map(entries.map((entry) => [/^'?([a-z-]+)/.exec(entry)?.[1] ?? '', entry]))
}

function holesIn(text: string | undefined, hole: RegExp): string[] {
  return [...(text ?? '').matchAll(hole)].map(([, name]) => String(name)).toSorted()
}

describe('the words of the app for errors', () => {
  it('can say all that rooms say of their faults: why is a reason, but where only the operator comes', () => {
    const rooms = /^server\/src\/(?:accounts(?!\/tenants)|activity|federation|files|mail|mounts|shares)\//
    const inEnglishAlone = codeFiles()
      .filter(({ path }) => rooms.test(path) && !path.endsWith('.test.ts'))
      .filter(({ text }) => /\bfault\('[a-z-]+', \{[^}]*\bdetail:/.test(text))
    expect(inEnglishAlone.map(({ path }) => path)).toEqual([])
  })

  it('are there in German for every code of the server, and for no other', () => {
    const german = wordsIn('web/src/i18n/de/problems.ts')
    expect(new Set(german.keys())).toEqual(new Set([...codes, ...ofApp]))
  })

  it('are in English for codes of the server alone: the others have the words of the server', () => {
    const english = [...wordsIn('web/src/i18n/en/problems.ts').keys()]
    expect([...codes, ...ofApp]).toEqual(expect.arrayContaining(english))
  })

  it.each([
    ['reason', 'reasons'],
    ['rule', 'field-rules'],
  ])('are there in German for every %s, and speak of the same', (head, file) => {
    const said = tableOf(head)
    const german = wordsIn(`web/src/i18n/de/${file}.ts`)
    expect(said.size).toBeGreaterThan(40)
    expect(new Set(german.keys())).toEqual(new Set(said.keys()))
    for (const [code, sentence] of said) {
      // Why a part of the work failed is told in English alone.
      const told = holesIn(sentence, /\{(\w+)\}/g).filter((name) => name !== 'why')
      expect([code, holesIn(german.get(code), /\{\{(\w+)(?:, number)?\}\}/g)]).toEqual([code, told])
    }
  })
})
