import { z } from 'zod'

/**
 * A required text of a peer: one line, well-formed, not empty.
 *
 * @param maxLength - in UTF-16 units
 */
export function text(maxLength: number) {
  return z
    .string({ error: missingOrInvalid })
    .min(1, 'REQUIRED')
    .max(maxLength, 'TOO_LONG')
    .refine(isLine, 'INVALID')
}

/** A text that may be left out, null or empty, which are the same: undefined. */
export function optionalText(maxLength: number) {
  return z
    .string({ error: 'INVALID' })
    .max(maxLength, 'TOO_LONG')
    .refine(isLine, 'INVALID')
    .nullish()
    .transform((value) => value || undefined)
}

/** Like `optionalText`, but of several lines: a description, a message. */
export function optionalProse(maxLength: number) {
  return z
    .string({ error: 'INVALID' })
    .max(maxLength, 'TOO_LONG')
    .refine((value) => isLine(value.replace(/[\t\r\n]/g, ' ')), 'INVALID')
    .nullish()
    .transform((value) => value || undefined)
}

/** A secret that may be left out. It is going to be a header, so it is printable ASCII without blanks. */
export function optionalSecret() {
  return z
    .string({ error: 'INVALID' })
    .max(4096, 'TOO_LONG')
    .regex(/^[\x21-\x7e]*$/, 'INVALID')
    .nullish()
    .transform((value) => value || undefined)
}

/** A list of words that may be left out or null. It is short: no vocabulary of OCM has 32 words. */
export function optionalWords() {
  return z
    .array(z.string({ error: 'INVALID' }).max(255, 'TOO_LONG'), { error: 'INVALID' })
    .max(32, 'TOO_LONG')
    .nullish()
    .transform((value) => value ?? undefined)
}

/**
 * An id that some peers send as a number.
 *
 * @param maxBytes - in UTF-8: ids are what receivers find things by, and indexes have limits
 */
export function identifier(maxBytes: number) {
  const short = text(maxBytes).refine((value) => Buffer.byteLength(value) <= maxBytes, 'TOO_LONG')
  return z.union([short, z.int().transform(String)], { error: missingOrInvalid })
}

/** An id that may be left out or null. */
export function optionalIdentifier(maxBytes: number) {
  return identifier(maxBytes)
    .nullish()
    .transform((value) => value ?? undefined)
}

/** The message of a field: the codes that OCM's `validationErrors` carry. */
export function missingOrInvalid(issue: { input?: unknown }): string {
  return issue.input === undefined || issue.input === null ? 'REQUIRED' : 'INVALID'
}

function isLine(value: string): boolean {
  return value.isWellFormed() && !/\p{Cc}/u.test(value)
}
