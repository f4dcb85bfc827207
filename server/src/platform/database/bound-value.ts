/** What may stand for a `?` of a statement, on both databases. */
export type BoundValue = null | string | number | bigint | Uint8Array

/**
 * Refuses what one of the databases would refuse, round or change: booleans (pass 0 or 1), integers beyond 2^53,
 * `undefined`, objects, and text with a NUL, which PostgreSQL cannot store.
 */
export function assertBindable(value: unknown): asserts value is BoundValue {
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      throw new RangeError(`Not a safe integer: ${value}`)
    }
    return
  }
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new TypeError('Text with a NUL cannot be bound')
    return
  }
  if (typeof value === 'boolean') throw new TypeError('A boolean cannot be bound: pass 0 or 1')
  if (value === null || typeof value === 'bigint' || value instanceof Uint8Array) return
  throw new TypeError(`A value of type ${typeof value} cannot be bound`)
}
