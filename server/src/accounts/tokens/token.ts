import { createHash } from 'node:crypto'
import { fault } from '../../platform/errors.ts'
import { broken, type FieldError, wrongField } from '../../platform/field-rules.ts'
import type { Ids } from '../../platform/ids.ts'
import { credentialNameRule, parseCredentialName } from '../credential-name.ts'

/** A bearer token of a program, as its owner sees it later: without the token itself. */
export interface Token {
  readonly id: string
  /** What the owner calls it. */
  readonly name: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Epoch milliseconds; absent when it does not end by itself. */
  readonly expiresAt?: number
  /** Epoch milliseconds; behind by up to a minute; absent before the first use. */
  readonly lastUsedAt?: number
}

export interface NewToken {
  readonly name: string
  readonly expiresAt?: number
}

const idLength = 12

/** @returns a token to show once: `ist_<id>_<256 random bits>` */
export function generateToken(ids: Ids): { id: string; token: string } {
  const id = ids.token(idLength)
  return { id, token: `ist_${id}_${ids.secret()}` }
}

/** @returns the id within a token; `undefined` when it is none of ours */
export function tokenId(token: string): string | undefined {
  return /^ist_([0-9a-z]{12})_[\w-]{43}$/.exec(token)?.[1]
}

/** What is stored of a token. It is random and long: no slow hash is needed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** @throws IsthmusError `validation-failed`, with all fields that are wrong */
export function checkNewToken({ name: nameInput, expiresAt }: NewToken, now: number): NewToken {
  const errors: FieldError[] = []
  const name = parseCredentialName(nameInput)
  if (name === undefined) errors.push(wrongField('name', credentialNameRule))
  if (expiresAt !== undefined && !(Number.isSafeInteger(expiresAt) && expiresAt > now)) {
    errors.push(wrongField('expiresAt', broken('not-in-future')))
  }
  if (name === undefined || errors.length > 0) throw fault('validation-failed', { errors })
  return { name, ...(expiresAt !== undefined && { expiresAt }) }
}
