import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { BoundedQueue } from './bounded-queue.ts'

test('few tasks run at once, in the order in which they came, and a failure makes room like a success', async () => {
  const queue = new BoundedQueue({ concurrency: 2, longest: 3 })
  const begun: number[] = []
  const gates = [0, 1, 2, 3, 4].map(() => Promise.withResolvers<number>())
  const results = gates.map(({ promise }, index) =>
    queue.run(() => {
      begun.push(index)
      return promise
    }),
  )
  await expect(queue.run(async () => 9)).rejects.toMatchObject({ code: 'too-many-requests' })
  expect(begun).toEqual([0, 1])
  gates[1]?.reject(new Error('failed'))
  await expect(results[1]).rejects.toThrow('failed')
  await nextTurn()
  expect(begun).toEqual([0, 1, 2])
  gates[2]?.resolve(2)
  expect(await results[2]).toBe(2)
  await nextTurn()
  expect(begun).toEqual([0, 1, 2, 3])
  for (const { resolve } of gates) resolve(0)
  await Promise.all([results[0], results[3], results[4]])
  expect(await queue.run(async () => 5)).toBe(5)
})
