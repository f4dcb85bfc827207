import { type Dictionary, parseDictionary as parse } from 'structured-headers'
import { normalizeLines } from './message.ts'

/** The three top-level types of RFC 9651. */
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

/** A field of more characters than this is not parsed. */
export const maxStructuredFieldLength = 16 * 1024

/** Parses the lines of a field as one Dictionary; undefined when they are not one, or too long. */
export function parseDictionary(lines: readonly string[]): Dictionary | undefined {
  const value = normalizeLines(lines)?.join(', ')
  if (value === undefined || value.length > maxStructuredFieldLength) return undefined
  try {
    return parse(value)
  } catch {
    return undefined
  }
}
