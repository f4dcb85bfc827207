import { type BrokenRule, broken } from '../../platform/field-rules.ts'
import { foldCase } from '../fold-case.ts'

/** Why a text is no name of a user or group. */
export type UsernameRefusal =
  | 'empty'
  | 'too-long'
  | 'invalid-characters'
  | 'invalid-start'
  | 'compatibility-characters'

export type ParsedUsername =
  | { readonly ok: true; readonly username: string; readonly key: string }
  | { readonly ok: false; readonly reason: UsernameRefusal }

const longestUsername = 64

/**
 * Reads the name of a user or group: 1 to 64 letters, digits, `.`, `_` and `-`, the first of them a letter or a digit. Such a
 * name needs no escaping in an OCM address, a path segment or Basic credentials.
 *
 * Letters that are only another form of a letter (full-width, ligatures) are refused, as in RFC 8265 3: nobody can
 * type them, and they look like the others.
 * @returns the name in NFC, and its key: names with the same key mean the same
 */
export function parseUsername(input: string): ParsedUsername {
  // Most names, with each request: everything below would say the same.
  if (/^[a-z\d][a-z\d._-]{0,63}$/.test(input)) return { ok: true, username: input, key: input }
  // In units of UTF-16, to bound the work; no 64 characters need more than this.
  if (input.length > longestUsername * 4) return { ok: false, reason: 'too-long' }
  const username = input.normalize('NFC')
  if (username === '') return { ok: false, reason: 'empty' }
  if (Array.from(username).length > longestUsername) return { ok: false, reason: 'too-long' }
  if (!/^[\p{L}\p{M}\p{Nd}._-]+$/u.test(username)) return { ok: false, reason: 'invalid-characters' }
  if (!/^[\p{L}\p{Nd}]/u.test(username)) return { ok: false, reason: 'invalid-start' }
  if (username !== username.normalize('NFKC')) return { ok: false, reason: 'compatibility-characters' }
  return { ok: true, username, key: foldCase(username) }
}

/** What a name breaks that cannot be. */
export const usernameRules: Readonly<Record<UsernameRefusal, BrokenRule>> = {
  empty: broken('empty'),
  'too-long': broken('too-long', { maximum: longestUsername }),
  'invalid-characters': broken('name-characters'),
  'invalid-start': broken('name-start'),
  'compatibility-characters': broken('name-letters'),
}
