import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inParallel } from './in-parallel.ts'

test('every item is worked on once, not more at the same time than is allowed', async () => {
  const done: number[] = []
  let running = 0
  let most = 0
  await inParallel(
    Array.from({ length: 20 }, (_, at) => at),
    3,
    async (item) => {
      running += 1
      most = Math.max(most, running)
      await setImmediate()
      running -= 1
      done.push(item)
    },
  )
  expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at))
  expect(most).toBe(3)
})

test('a failure ends it when what has begun is over, and closes what the items come from', async () => {
  let closed = false
  const finished: number[] = []
  async function* endless() {
    try {
      for (let item = 0; ; item += 1) yield item
    } finally {
      closed = true
    }
  }
  const work = inParallel(endless(), 2, async (item) => {
    if (item === 4) throw new Error('the fifth')
    await setImmediate()
    finished.push(item)
  })
  await expect(work).rejects.toThrow('the fifth')
  expect(closed).toBe(true)
  expect(finished.length).toBeLessThan(7)
})
