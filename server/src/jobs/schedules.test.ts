import { expect, test } from 'vitest'
import { openTestJobs } from './testing/open-test-jobs.ts'

test('a schedule runs at the start and then every so often, whatever its runs do', async () => {
  await using house = await openTestJobs()
  let runs = 0
  house.jobs.every('expire-shares', 60_000, async () => {
    runs += 1
    if (runs === 2) throw new Error('a bug')
  })
  house.jobs.start()
  await house.clock.advance(0)
  expect(runs).toBe(1)
  await house.clock.advance(59_999)
  expect(runs).toBe(1)
  await house.clock.advance(120_001)
  expect(runs).toBe(4)
  expect(house.logger.events).toContainEqual({
    level: 'error',
    event: 'schedule.failed',
    fields: { schedule: 'expire-shares', error: expect.objectContaining({ message: 'a bug' }) },
  })
})

test('a schedule that is named after the start runs too', async () => {
  await using house = await openTestJobs()
  house.jobs.start()
  const ran = Promise.withResolvers<void>()
  house.jobs.every('late', 1_000, async () => ran.resolve())
  await ran.promise
})

test('stopping aborts a run, waits for it and ends the schedule', async () => {
  await using house = await openTestJobs()
  const trail: string[] = []
  house.jobs.every('sweep', 1_000, async (signal) => {
    trail.push('begun')
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve)
    })
    trail.push('ended')
  })
  house.jobs.start()
  await house.jobs[Symbol.asyncDispose]()
  await house.clock.advance(10_000)
  expect(trail).toEqual(['begun', 'ended'])
})
