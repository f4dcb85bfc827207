import { broken } from '../platform/field-rules.ts'

const longest = 200

/** What a display name breaks that cannot be. */
export const displayNameRule = broken('not-one-line', { maximum: longest })

/**
 * Reads the name that people see.
 * @returns it in NFC without blanks around it; `undefined` when it is empty, too long or of several lines
 */
export function parseDisplayName(input: string): string | undefined {
  // In units of UTF-16, to bound the work; composing makes few texts much shorter.
  if (input.length > longest * 4) return undefined
  const name = input.normalize('NFC').trim()
  return name === '' || name.length > longest || /\p{Cc}/u.test(name) ? undefined : name
}
