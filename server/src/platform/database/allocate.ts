import type { Kysely } from 'kysely'
import type { Tx } from './database.ts'
import { prepared } from './prepared.ts'
import type { Schema } from './schema.ts'

/** What has integer ids: numbers of its own for each, `node` for local and remote nodes together. */
export type Allocator =
  | 'tenant'
  | 'space'
  | 'node'
  | 'content'
  | 'share'
  | 'received_share'
  | 'user_notification'

const countersOutside = new WeakMap<Tx, Kysely<Schema>>()

/**
 * Hands out the next integer ids, counted from 1, below 2^53 and never twice.
 *
 * The ids of a transaction that is rolled back may be lost, or go to the next one who asks; nobody has seen them,
 * since a transaction holds SQL only and tells the world after its commit. A crash can neither lose an id that was
 * told nor repeat it.
 * @param count - how many; for many rows, one call
 * @returns the first of `count` consecutive ids
 */
export async function allocate(tx: Tx, name: Allocator, count = 1): Promise<number> {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`Cannot allocate ${count} ids`)
  const [row] = await advance(countersOutside.get(tx) ?? tx, { name, count, first: 1 + count })
  if (row === undefined) throw new Error(`The counter ${name} did not advance`)
  return row.next - count
}

const advance = prepared(
  (
    db,
    { name, count, first }: { readonly name: Allocator; readonly count: number; readonly first: number },
  ) =>
    db
      .insertInto('allocators')
      .values({ name, next: first })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet((eb) => ({ next: eb('allocators.next', '+', count) })),
      )
      .returning('next'),
)

/**
 * Makes the counters move at once, for everybody, instead of with `tx`: where transactions run at the same time, a
 * counter would make each wait for the one before. Only for implementations of `Database`.
 */
export function countOutside(tx: Tx, counters: Kysely<Schema>): void {
  countersOutside.set(tx, counters)
}
