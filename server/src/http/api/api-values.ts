import { isPathName, maxPathDepth } from '@isthmus/webdav'
import { z } from 'zod'
import { fault } from '../../platform/errors.ts'
import type { FieldRule } from '../../platform/field-rules.ts'

/** A place in the user's tree, `/Folder/File`, as the names on the way. */
export const pathValue = z
  .string()
  .max(16_384)
  .regex(/^\//, 'not-a-path' satisfies FieldRule)
  .transform((path) =>
    path
      .split('/')
      .filter((name) => name !== '')
      .map((name) => name.normalize('NFC')),
  )
  .refine(
    (names) => names.length <= maxPathDepth && names.every(isPathName),
    'not-a-path' satisfies FieldRule,
  )

/** A moment in ISO 8601 with its zone, as epoch milliseconds. */
export const momentValue = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const permissionWord = z.enum(['read', 'write', 'share'])

export const permissionsValue = z.array(permissionWord).min(1).max(3)

/** The same where there are links, which may also be `create` alone: add files and see nothing. */
export const anyPermissionsValue = z
  .array(z.enum([...permissionWord.options, 'create']))
  .min(1)
  .max(4)

/** How many things a list shows at once, in a query. */
export function limitValue(most: number, usual: number) {
  return z.coerce.number().int().min(1).max(most).default(usual)
}

/** Yes or no in a query; no when absent. */
export const flagValue = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true')

/** An integer id in a query. */
export const idValue = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/, 'not-an-id' satisfies FieldRule)
  .transform(Number)

/** The query of a list that is read newest first. */
export const pageQuery = z.strictObject({
  limit: limitValue(1000, 100),
  before: idValue.exactOptional().describe('the id of the last one of the page before'),
})

/** A moment as the API writes it, in ISO 8601. */
export const momentOutput = z.iso.datetime()

/** An integer id as the API writes it: numbers above 2^53 are not exact everywhere. */
export const idOutput = z.string().regex(/^[1-9][0-9]*$/)

export const permissionsOutput = z.array(permissionWord)

export const anyPermissionsOutput = z.array(z.enum([...permissionWord.options, 'create']))

/** @returns milliseconds as ISO 8601, or null */
export function momentView(milliseconds: number): string
export function momentView(milliseconds: number | undefined): string | null
export function momentView(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString()
}

/**
 * An integer id from the URL.
 * @throws IsthmusError `not-found` for anything else: no such thing can exist
 */
export function idParam(text: string | undefined): number {
  if (!/^[1-9][0-9]{0,14}$/.test(text ?? '')) throw fault('not-found')
  return Number(text)
}
