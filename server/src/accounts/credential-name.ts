const longest = 100

/** What to say about the name of a credential that cannot be. */
export const credentialNameMessage = `Between 1 and ${longest} characters, in one line.`

/**
 * Reads what somebody calls a token or an app password.
 * @returns it in NFC without blanks around it; `undefined` when it is empty, too long or of several lines
 */
export function parseCredentialName(input: string): string | undefined {
  const name = input.normalize('NFC').trim()
  return name === '' || name.length > longest || /\p{Cc}/u.test(name) ? undefined : name
}
