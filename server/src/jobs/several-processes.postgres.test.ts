import { expect, test } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { createAnnouncements, openDatabase } from '../platform/database/index.ts'
import { printed, startProcess } from '../platform/database/testing/start-process.ts'
import { makeTemporaryPlace } from '../platform/database/testing/temporary-place.ts'
import { deliveryTopic } from './delivery-topic.ts'
import { gatedHandler, openTestJobs, tenant } from './testing/open-test-jobs.ts'

test('two processes on one database run every job once, and those of one key one after the other', async () => {
  await using temporary = await makeTemporaryPlace()
  await using database = await openDatabase({ ...temporary.place, clock: systemClock })
  await using house = await openTestJobs({ database, clock: systemClock })
  await using one = startProcess(workingProcess, temporary.place)
  await using other = startProcess(workingProcess, temporary.place)
  await Promise.all([printed(one, 'started'), printed(other, 'started')])
  const count = 120
  for (let id = 0; id < count; id += 1) {
    const key = id % 30
    await house.enqueue({ payload: { id, key }, orderKey: `share:${key}`, peer: `${id % 10}.example` })
  }

  const byOne: string[] = []
  const byOther: string[] = []
  const collect = async ({ lines }: typeof one, into: string[]) => {
    for await (const line of lines) {
      into.push(line)
      if (byOne.length + byOther.length === count) await Promise.all([one.stop(), other.stop()])
    }
  }
  await Promise.all([collect(one, byOne), collect(other, byOther)])

  const expected = Array.from({ length: count }, (_, id) => `done ${id}`)
  expect([...byOne, ...byOther].toSorted()).toEqual(expected.toSorted())
  expect(Math.min(byOne.length, byOther.length)).toBeGreaterThan(0)
})

test('a worker hears at once of a job that another process has written', async () => {
  await using temporary = await makeTemporaryPlace()
  await using here = await openDatabase({ ...temporary.place, clock: systemClock })
  await using there = await openDatabase({ ...temporary.place, clock: systemClock })
  await using writing = await openTestJobs({ database: here })
  await using working = await openTestJobs({ database: there })
  const handler = gatedHandler()
  working.jobs.handle('test', handler)
  // Its clock stands still: it never looks by itself.
  working.jobs.start()
  const listening = Promise.withResolvers<void>()
  there.others?.onWake('jobs', () => listening.resolve())
  await listening.promise
  await working.clock.advance(0)
  await writing.enqueue({ payload: { id: 7 } })
  const [attempt] = await handler.begun(1)
  expect(attempt?.job.payload).toEqual({ id: 7 })
  attempt?.end({ done: true })
})

test('administrators hear at once of what is to be delivered by another process', async () => {
  await using temporary = await makeTemporaryPlace()
  const announcements = createAnnouncements()
  await using here = await openDatabase({ ...temporary.place, clock: systemClock, announcements })
  await using there = await openDatabase({
    ...temporary.place,
    clock: systemClock,
    announcements: createAnnouncements(),
  })
  await using writing = await openTestJobs({ database: there })
  await new Promise<void>((resolve) => {
    here.others?.onWake('others can be heard', resolve)
  })
  const told = Promise.withResolvers<void>()
  announcements.listen(deliveryTopic(tenant), () => told.resolve())
  await writing.enqueue({ payload: { id: 7 }, peer: 'peer.example' })
  await told.promise
})

const workingProcess = new URL('testing/working-process.ts', import.meta.url)
