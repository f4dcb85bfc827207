import { expect, test } from 'vitest'
import { chunkAfter, chunkAfterRefusal, firstChunk } from './chunk-size.ts'

const mebibyte = 1024 * 1024

test('on a quick network pieces grow step by step, to 64 MiB', () => {
  const sizes = [firstChunk]
  for (let step = 0; step < 5; step += 1) sizes.push(chunkAfter(sizes.at(-1) ?? 0, 20))
  expect(sizes.map((size) => size / mebibyte)).toEqual([4, 8, 16, 32, 64, 64])
})

test('on a slow network a piece takes some seconds', () => {
  // 100 kB/s
  expect(chunkAfter(4_000_000, 40_000)).toBe(800_000)
  expect(chunkAfter(800_000, 8_000)).toBe(800_000)
})

test('a piece is never smaller than 256 KiB', () => {
  expect(chunkAfter(mebibyte, 3_600_000)).toBe(256 * 1024)
  expect(chunkAfterRefusal(mebibyte)).toBe(256 * 1024)
  expect(chunkAfterRefusal(256 * 1024)).toBeUndefined()
})
