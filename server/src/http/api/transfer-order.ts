import { z } from 'zod'
import { conflictChoices } from '../../files/index.ts'
import { idValue, pathValue } from './api-values.ts'
import { placeOf } from './file-place.ts'
import { spaceValue } from './space-query.ts'

/** What `POST /files/move` and `POST /files/copy` are told. */
export const transferInput = z.strictObject({
  from: pathValue,
  to: pathValue.describe('with the name that it gets'),
  space: spaceValue,
  toSpace: idValue
    .nullable()
    .exactOptional()
    .describe('where `to` is, when not in the same space; null for the user’s own files'),
  conflict: z
    .enum(conflictChoices)
    .default('refuse')
    .describe('what happens where something has the name already'),
})

/** The same as the order of the room. */
export function transferOrder({ from, to, space, toSpace = space, conflict }: z.infer<typeof transferInput>) {
  const target = { path: to, space: toSpace ?? undefined }
  return { from: placeOf({ path: from, space }), to: placeOf(target), conflict }
}

/** What can go wrong at both. */
export const transferErrors = [
  'node-not-found',
  'node-exists',
  'conflict',
  'precondition-failed',
  'node-locked',
  'payload-too-large',
  'insufficient-storage',
  'storage-full',
  'peer-refused',
  'peer-blocked',
] as const
