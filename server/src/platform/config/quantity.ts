import { broken } from '../field-rules.ts'
import { parsed } from './kind.ts'

const milliseconds = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
])

const bytes = new Map([
  ['B', 1],
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
  ['TiB', 2 ** 40],
])

/** A span of time such as `500ms`, `10s`, `5m`, `2h`, `14d`; milliseconds in the result. */
export const duration = parsed(
  'DURATION',
  'a duration with its unit such as 500ms, 10s, 5m, 2h or 14d',
  (written) => quantity(written, milliseconds),
  broken('not-a-duration'),
)

/** An amount of data such as `64KiB` or `10MiB` (powers of 1024); bytes in the result. */
export const size = parsed(
  'SIZE',
  'a size with its unit (B, KiB, MiB, GiB, TiB) such as 64KiB or 10MiB',
  (written) => quantity(written, bytes),
)

/** A size, or `none` for no limit; bytes or `Infinity` in the result. */
export const sizeOrNone = parsed('SIZE|none', `none, or ${size.expects}`, (written) =>
  written === 'none' ? Number.POSITIVE_INFINITY : quantity(written, bytes),
)

function quantity(written: string, units: ReadonlyMap<string, number>): number | undefined {
  const [, amount, unit = ''] = /^(\d{1,15}) ?([A-Za-z]+)$/.exec(written.trim()) ?? []
  const factor = units.get(unit)
  if (amount === undefined || factor === undefined) return undefined
  const result = Number(amount) * factor
  return Number.isSafeInteger(result) ? result : undefined
}
