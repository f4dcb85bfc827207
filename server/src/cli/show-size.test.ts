import { expect, it } from 'vitest'
import { showSize } from './show-size.ts'

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [67_212_345, '64.1 MiB'],
  [3 * 2 ** 50, '3072.0 TiB'],
])('%d bytes are shown as %s', (bytes, shown) => {
  expect(showSize(bytes)).toBe(shown)
})
