import { expect, test } from 'vitest'
import { inspectQueue } from './index.ts'
import { openTestJobs } from './testing/open-test-jobs.ts'

const minute = 60_000

test('a queue is stuck when what is due is not taken for ten minutes', async () => {
  await using house = await openTestJobs()
  house.jobs.handle('test', { run: async () => ({ giveUp: 'no' }) })
  const inspect = () => inspectQueue(house.database.read, house.clock.now())
  expect(await inspect()).toEqual({ waiting: 0, dead: 0, stuck: false })

  const writtenAt = house.clock.now()
  await house.enqueue()
  await house.enqueue({ runAt: house.clock.now() + 60 * minute })
  expect(await inspect()).toEqual({ waiting: 2, dead: 0, stuck: false, newestAt: writtenAt })
  await house.clock.advance(11 * minute)
  expect(await inspect()).toMatchObject({ waiting: 2, stuck: true })
  await house.jobs.runDue()
  expect(await inspect()).toMatchObject({ waiting: 1, dead: 1, stuck: false })
})
