import { broken } from '../platform/field-rules.ts'

const longest = 100

/** What the name of a credential breaks that cannot be. */
export const credentialNameRule = broken('not-one-line', { maximum: longest })

/**
 * Reads what somebody calls a token or an app password.
 * @returns it in NFC without blanks around it; `undefined` when it is empty, too long or of several lines
 */
export function parseCredentialName(input: string): string | undefined {
  const name = input.normalize('NFC').trim()
  return name === '' || name.length > longest || /\p{Cc}/u.test(name) ? undefined : name
}
