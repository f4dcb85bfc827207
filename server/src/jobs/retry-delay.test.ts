import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryDelay } from './retry-delay.ts'

test('each attempt waits twice as long as the one before, up to an hour', () => {
  const delays = [1, 2, 3, 4, 10, 11, 12, 400].map((attempts) => retryDelay(attempts, 0.5))
  expect(delays).toEqual([5_000, 10_000, 20_000, 40_000, 2_560_000, 3_600_000, 3_600_000, 3_600_000])
})

test('jitter moves a delay by a quarter at most', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempts, random) => {
        const middle = retryDelay(attempts, 0.5)
        expect(Math.abs(retryDelay(attempts, random) - middle)).toBeLessThanOrEqual(middle / 4)
      },
    ),
  )
})

test('what the peer asks for is kept between a second and a day', () => {
  expect([0, -5, 30_000, 10 ** 12].map((asked) => retryDelay(7, 0.1, asked))).toEqual([
    1_000, 1_000, 30_000, 86_400_000,
  ])
})
