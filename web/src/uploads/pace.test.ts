import { expect, test } from 'vitest'
import { Pace } from './pace.ts'
import { timeLeft } from './time-left.ts'

test('the speed is that of the last seconds', () => {
  const pace = new Pace()
  for (let second = 0; second < 10; second += 1) pace.note(1_000, second * 1_000)
  expect(pace.speed(9_000)).toBe(1_000)
  for (let second = 10; second < 20; second += 1) pace.note(5_000, second * 1_000)
  expect(pace.speed(19_000)).toBe(5_000)
})

test('nobody knows the speed at the beginning, and none is below nothing', () => {
  const pace = new Pace()
  pace.note(1_000, 0)
  expect(pace.speed(100)).toBe(0)
  pace.note(-1_000, 1_000)
  expect(pace.speed(2_000)).toBe(0)
})

test('the time that is left is told roughly, in the language of the person', () => {
  expect(timeLeft(7_000, 1_000, 'en')).toBe('10 seconds')
  expect(timeLeft(130_000, 1_000, 'de')).toBe('3 Minuten')
  expect(timeLeft(5_400_000, 1_000, 'en')).toBe('1.5 hours')
  expect(timeLeft(1, 0, 'en')).toBeUndefined()
})
