import { createHash } from 'node:crypto'
import type { Ids } from '../../platform/ids.ts'

/** A password of a user for one program, as its owner sees it later: without the password itself. */
export interface AppPassword {
  readonly id: string
  /** What the owner calls it. */
  readonly name: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Epoch milliseconds; behind by up to a minute; absent before the first use. */
  readonly lastUsedAt?: number
}

/** RFC 4648 6, in lower case: no digit looks like a letter. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const letters = 25
const groupLength = 5

/** @returns a password to show once and to type on a phone: five groups of five letters, 125 random bits */
export function generateAppPassword(ids: Ids): string {
  const random = Buffer.from(ids.secret(), 'base64url').subarray(0, letters)
  // 256 is a multiple of 32: every letter is equally likely.
  const text = Array.from(random, (byte) => alphabet.charAt(byte % alphabet.length)).join('')
  return text.replaceAll(new RegExp(`.{${groupLength}}(?!$)`, 'g'), '$&-')
}

/**
 * Reads an app password as somebody typed it: in upper case, with blanks or without hyphens.
 * @returns its letters; `undefined` when it can be none
 */
export function parseAppPassword(input: string): string | undefined {
  if (input.length < letters || input.length > letters * 2) return undefined
  const text = input.replaceAll(/[\s-]/g, '').toLowerCase()
  return /^[a-z2-7]{25}$/.test(text) ? text : undefined
}

/** What is stored of an app password. It is random and long: no slow hash is needed. @param text - its letters */
export function hashAppPassword(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
