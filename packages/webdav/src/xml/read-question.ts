import { type PropfindQuestion, parsePropfind } from './propfind-body.ts'
import { parseXml } from './read-xml.ts'

/** Programs ask in their own few ways, thousands of times. */
const mostKnown = 100
const longestKnown = 4096

const known = new Map<string, PropfindQuestion>()

/** Reads the body of a PROPFIND, the same one only once. @returns `undefined` for what is none */
export function readQuestion(body: Buffer): PropfindQuestion | undefined {
  const text = body.length <= longestKnown ? body.toString('latin1') : undefined
  const before = text === undefined ? undefined : known.get(text)
  if (before !== undefined) return before
  const xml = parseXml(body)
  const question = xml.ok ? parsePropfind(xml.root) : undefined
  if (text !== undefined && question !== undefined) {
    if (known.size >= mostKnown) known.clear()
    known.set(text, question)
  }
  return question
}
