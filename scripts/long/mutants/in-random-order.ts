import { createHash } from 'node:crypto'

/** The same things in another order, which is the same again for the same seed. */
export function inRandomOrder<T>(things: readonly T[], seed: number): T[] {
  const keyed = things.map((thing, index) => ({
    thing,
    key: createHash('sha256').update(`${seed}/${index}`).digest('hex'),
  }))
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ thing }) => thing)
}
