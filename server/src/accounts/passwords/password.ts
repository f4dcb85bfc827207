import { fault } from '../../platform/errors.ts'
import { type BrokenRule, broken, wrongField } from '../../platform/field-rules.ts'

const fewestCharacters = 8
/** So that hashing stays cheap. */
const mostBytes = 1024

export type ParsedPassword =
  | { readonly ok: true; readonly password: string }
  | { readonly ok: false; readonly breaks: BrokenRule }

/**
 * Holds a new password against the rules: at least 8 characters, at most 1024 bytes of UTF-8, no control characters
 * (Basic credentials cannot carry them, RFC 7617 2).
 * @returns the password as `normalisePassword` gives it
 */
export function parsePassword(input: string): ParsedPassword {
  const password = normalisePassword(input)
  if (password === undefined) return { ok: false, breaks: broken('too-many-bytes', { maximum: mostBytes }) }
  if (Array.from(password).length < fewestCharacters) {
    return { ok: false, breaks: broken('too-short', { minimum: fewestCharacters }) }
  }
  if (/\p{Cc}/u.test(password)) return { ok: false, breaks: broken('control-characters') }
  return { ok: true, password }
}

/**
 * A new password that keeps the rules.
 * @param field - what it is called in the request
 * @throws IsthmusError `validation-failed`
 */
export function requirePassword(input: string, field = 'password'): string {
  const parsed = parsePassword(input)
  if (parsed.ok) return parsed.password
  throw fault('validation-failed', { errors: [wrongField(field, parsed.breaks)] })
}

/**
 * The one form of a password, whichever keyboard it comes from: NFC (RFC 8265 4.2.2).
 * @returns `undefined` when it is longer than any password can be
 */
export function normalisePassword(input: string): string | undefined {
  if (input.length > mostBytes) return undefined
  const password = input.normalize('NFC')
  return Buffer.byteLength(password) > mostBytes ? undefined : password
}
