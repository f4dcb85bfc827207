import { expect, test } from 'vitest'
import type { TenantId } from '../platform/actor.ts'
import { systemClock } from '../platform/clock.ts'
import { createAnnouncements, openDatabase } from '../platform/database/index.ts'
import { makeTemporaryPlace } from '../platform/database/testing/temporary-place.ts'
import { deliveryTopic } from './delivery-topic.ts'
import type { JobOutcome } from './job.ts'
import { openTestJobs, tenant } from './testing/open-test-jobs.ts'

test('whoever looks at deliveries is told whatever becomes of one of their cloud, and of nothing else', async () => {
  await using temporary = await makeTemporaryPlace()
  const announcements = createAnnouncements()
  await using database = await openDatabase({ ...temporary.place, clock: systemClock, announcements })
  await using house = await openTestJobs({ database })
  let outcome: JobOutcome = { retry: 'unreachable', peerTrouble: true }
  house.jobs.handle('test', { run: async () => outcome })
  let times = 0
  announcements.listen(deliveryTopic(tenant), () => {
    times += 1
  })
  // Where there are other processes, everybody is told once when they can be heard.
  const { others } = database
  if (others !== undefined) {
    await new Promise<void>((resolve) => {
      others.onWake('others can be heard', resolve)
    })
  }
  const timesOf = async (act: () => Promise<unknown>) => {
    times = 0
    await act()
    return times
  }
  const peer = 'peer.example'

  expect(await timesOf(() => house.enqueue({ payload: {} }))).toBe(0)
  expect(await timesOf(() => house.enqueue({ payload: {}, peer, tenant: 2 as TenantId }))).toBe(0)
  await house.jobs.runDue()
  let id = ''
  const write = async () => {
    id = await house.enqueue({ payload: {}, peer })
  }
  expect(await timesOf(write)).toBe(1)
  await house.jobs.hasten(peer)
  expect(await timesOf(() => house.jobs.runDue())).toBeGreaterThan(1)
  expect(await timesOf(() => house.jobs.hasten(peer))).toBe(1)
  outcome = { giveUp: 'refused' }
  expect(await timesOf(() => house.jobs.runDue())).toBe(2)
  expect(await timesOf(() => house.jobs.retry(tenant, id))).toBe(1)
  expect(await timesOf(() => house.jobs.drop(tenant, id))).toBe(1)
})
