import { domainToASCII } from 'node:url'
import { foldCase } from '../fold-case.ts'

/** An e-mail address of a user. */
export interface UserEmail {
  readonly address: string
  /** Where mail of this cloud goes to. */
  readonly primary: boolean
  /** Whether the user has shown that it is theirs. */
  readonly verified: boolean
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** An address in its one form. */
export interface ParsedEmail {
  readonly address: string
  /** Addresses with the same key are the same mailbox. */
  readonly key: string
}

/** So long a user has to follow the link in the mail that verifies an address, in milliseconds. */
export const verificationTime = 24 * 60 * 60_000

/** RFC 5321 4.5.3.1, in bytes; the whole without its angle brackets. */
const longest = { local: 64, domain: 253, label: 63, whole: 254 }

/**
 * Reads an e-mail address: a dot-atom, in Unicode if need be (RFC 5322 3.4.1, RFC 6531 3.3), and a host name. Quoted
 * local parts and address literals are nobody's address here.
 *
 * Case does not matter: RFC 5321 2.4 would let it matter before the `@`, but no provider gives `Ann@` and `ann@` to
 * two people.
 * @returns `undefined` when it is none
 */
export function parseEmail(input: string): ParsedEmail | undefined {
  if (input.length > longest.whole * 2) return undefined
  const text = input.normalize('NFC').trim()
  const separator = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(separator, 0))
  const host = parseHost(text.slice(separator + 1))
  if (host === undefined || !isLocalPart(local)) return undefined
  const address = `${local}@${host}`
  return Buffer.byteLength(address) > longest.whole
    ? undefined
    : { address, key: `${foldCase(local)}@${host}` }
}

function isLocalPart(text: string): boolean {
  const atoms = text.split('.')
  return (
    Buffer.byteLength(text) <= longest.local &&
    atoms.every((atom) => /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u.test(atom))
  )
}

/** @returns the name in ASCII and lower case */
function parseHost(text: string): string | undefined {
  // What is no letter would be read as a part of a URL.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(text)) return undefined
  const host = domainToASCII(text)
  const labels = host.split('.')
  const fits = host.length <= longest.domain && labels.every((label) => label.length <= longest.label)
  const isName = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label))
  return fits && isName && !/^\d+$/.test(labels.at(-1) ?? '') ? host : undefined
}
