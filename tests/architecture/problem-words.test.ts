import { describe, expect, it } from 'vitest'
import { readText } from './repository.ts'

/** The catalogue of the server, through the page that is generated from it. */
const codes = [...readText('docs/reference/errors.md').matchAll(/^## (\S+)$/gm)].map(([, code]) => code)

const ofApp = ['unreachable']

function wordedCodes(language: string): string[] {
  const text = readText(`web/src/i18n/${language}/problems.ts`)
  return [...text.matchAll(/^ {2}'?([a-z-]+)'?:/gm)].map(([, code]) => String(code))
}

describe('the words of the app for errors', () => {
  it('are there in German for every code of the server, and for no other', () => {
    expect(new Set(wordedCodes('de'))).toEqual(new Set([...codes, ...ofApp]))
  })

  it('are in English for codes of the server alone: the others have the words of the server', () => {
    expect([...codes, ...ofApp]).toEqual(expect.arrayContaining(wordedCodes('en')))
  })
})
