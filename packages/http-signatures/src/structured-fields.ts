import * as structured from 'structured-headers'
import { normalizeLines } from './message.ts'

/** The three top-level types of RFC 8941. */
export type StructuredFieldType = 'item' | 'list' | 'dictionary'

/** Which fields are structured and of which type; names in lower case. */
export type StructuredFieldTypes = Readonly<Record<string, StructuredFieldType>>

/** Fields that an RFC defines as structured. Callers add their own. */
export const knownStructuredFields: StructuredFieldTypes = {
  'accept-signature': 'dictionary',
  'cache-status': 'list',
  'cdn-cache-control': 'dictionary',
  'client-cert': 'item',
  'client-cert-chain': 'list',
  'content-digest': 'dictionary',
  priority: 'dictionary',
  'proxy-status': 'list',
  'repr-digest': 'dictionary',
  signature: 'dictionary',
  'signature-input': 'dictionary',
  'want-content-digest': 'dictionary',
  'want-repr-digest': 'dictionary',
}

// A field of more characters than this is not parsed.
const maxStructuredFieldLength = 16 * 1024

/** Parses the lines of a field as one Dictionary; undefined when they are not one, or too long. */
export function parseDictionary(lines: readonly string[]): structured.Dictionary | undefined {
  const value = normalizeLines(lines)?.join(', ')
  return value === undefined ? undefined : attempt(value, structured.parseDictionary)
}

const rewriters: Readonly<Record<StructuredFieldType, (text: string) => string>> = {
  item: (text) => structured.serializeItem(structured.parseItem(text)),
  list: (text) => structured.serializeList(structured.parseList(text)),
  dictionary: (text) => structured.serializeDictionary(structured.parseDictionary(text)),
}

/**
 * The strict serialization of a structured field (RFC 9421 2.1.1), or undefined when the value is not of that type or
 * cannot be serialized faithfully.
 */
export function reserialize(value: string, type: StructuredFieldType): string | undefined {
  return faithfully(value, rewriters[type])
}

/** The strict serialization of one member of a Dictionary (RFC 9421 2.1.2), without its key. */
export function reserializeMember(value: string, key: string): string | undefined {
  return faithfully(value, (text) => {
    const member = structured.parseDictionary(text).get(key)
    if (member === undefined) return undefined
    return structured.isInnerList(member)
      ? structured.serializeInnerList(member)
      : structured.serializeItem(member)
  })
}

function attempt<T>(value: string, parse: (text: string) => T): T | undefined {
  if (value.length > maxStructuredFieldLength) return undefined
  try {
    return parse(value)
  } catch {
    return undefined
  }
}

// The parser turns the Decimal 1.0 into the number 1, which would be written as the Integer 1. Such a value is refused:
// signing it would make a signature that no other implementation accepts.
function faithfully(value: string, rewrite: (text: string) => string | undefined): string | undefined {
  const rewritten = attempt(value, rewrite)
  return rewritten === undefined || hasWholeDecimal(value) ? undefined : rewritten
}

function hasWholeDecimal(value: string): boolean {
  const outsideStrings = value.split(/"(?:[^"\\]|\\.)*"/)
  return outsideStrings.some((part) => /(?:^|[=,( \t])-?\d{1,12}\.0{1,3}(?!\d)/.test(part))
}
