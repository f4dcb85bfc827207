import { expect, test } from 'vitest'
import { createIds } from './ids.ts'

test('UUIDs are of version 7 and carry the time', () => {
  const ids = createIds(() => 0x0123456789ab)
  expect(ids.uuid()).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('UUIDs sort in the order in which they were made, also within a millisecond and when the clock goes back', () => {
  let now = 1_000_000
  const ids = createIds(() => now)
  const made: string[] = []
  for (let i = 0; i < 10_000; i += 1) {
    made.push(ids.uuid())
    if (i === 5_000) now -= 500
    if (i === 9_000) now += 10_000
  }
  expect(made).toEqual(made.toSorted())
  expect(new Set(made).size).toBe(made.length)
})

test('a secret has 256 bits', () => {
  const ids = createIds(() => 0)
  expect(Buffer.from(ids.secret(), 'base64url')).toHaveLength(32)
  expect(ids.secret()).not.toBe(ids.secret())
})

test('a token has the letters that are equally likely for every byte below 252', () => {
  let next = 0
  const ids = createIds(
    () => 0,
    (size) => Uint8Array.from({ length: size }, () => next++ % 256),
  )
  expect(ids.token(36)).toBe('0123456789abcdefghijklmnopqrstuvwxyz')
  const counts = new Map<string, number>()
  for (const letter of ids.token(252 - 36 + 252)) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect(new Set(counts.values())).toEqual(new Set([13]))
})
