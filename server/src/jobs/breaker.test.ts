import { expect, test } from 'vitest'
import { afterTrouble, type Breaker, hasOpened } from './breaker.ts'

const now = 1_000_000

function afterTroubles(count: number): Breaker {
  let breaker: Breaker = { failures: 0, openUntil: 0 }
  for (let trouble = 0; trouble < count; trouble += 1)
    breaker = afterTrouble({ ...breaker, openUntil: 0 }, now)
  return breaker
}

test('it opens with the third trouble in a row', () => {
  expect(afterTrouble(undefined, now)).toEqual({ failures: 1, openUntil: now })
  expect(hasOpened(afterTroubles(2))).toBe(false)
  expect(afterTroubles(2).openUntil).toBe(now)
  expect(hasOpened(afterTroubles(3))).toBe(true)
  expect(afterTroubles(3).openUntil).toBe(now + 30_000)
})

test('each probe that fails doubles the pause, up to an hour', () => {
  expect([4, 5, 9, 10, 11, 2000].map((count) => afterTroubles(count).openUntil - now)).toEqual([
    60_000, 120_000, 1_920_000, 3_600_000, 3_600_000, 3_600_000,
  ])
})

test('attempts that started before it opened do not open it for longer', () => {
  const open = { failures: 3, openUntil: now + 10 }
  expect(afterTrouble(open, now)).toEqual(open)
})
