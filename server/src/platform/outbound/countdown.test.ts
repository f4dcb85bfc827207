import { expect, test } from 'vitest'
import { startCountdown } from './countdown.ts'

test('a countdown does not end over a time in which the process stood still', async () => {
  const ended = Promise.withResolvers<string>()
  startCountdown(40, () => ended.resolve('ended'))
  const blockedUntil = performance.now() + 80
  while (performance.now() < blockedUntil);
  const heard = new Promise((resolve) => setTimeout(resolve, 1, 'heard'))
  expect(await Promise.race([ended.promise, heard])).toBe('heard')
  expect(await ended.promise).toBe('ended')
})
