import type { CustomTypesConfig } from 'pg'

/**
 * How values come back: as on SQLite. Integers of every width are numbers, also sums of them; one beyond 2^53 is an
 * error, never a rounded value. Booleans are 0 and 1, bytes are `Uint8Array`, everything else is text.
 */
export const postgresTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number) => parsers.get(oid) ?? asIs) as CustomTypesConfig['getTypeParser'],
}

const asIs = (text: string): string => text

/** By the object id of the type (PostgreSQL, catalog/pg_type.dat). */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [16, (text) => (text === 't' ? 1 : 0)],
  [17, bytes],
  // int8, int2, int4, float4, float8
  [20, number],
  [21, number],
  [23, number],
  [700, number],
  [701, number],
  // numeric: what a sum of int8 is.
  [1700, number],
])

function number(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new RangeError(`The integer ${text} is too large`)
  }
  return value
}

/** `\x00ff` */
function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text.slice(2), 'hex'))
}
