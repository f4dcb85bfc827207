import { expect, test } from 'vitest'
import type { JobOutcome } from './index.ts'
import { gatedHandler, openTestJobs, tenant } from './testing/open-test-jobs.ts'

const refused: JobOutcome = { giveUp: 'refused' }

test.each<[string, JobOutcome]>([
  ['success', { done: true }],
  ['a refusal', { giveUp: 'refused' }],
  ['trouble', { retry: 'unreachable' }],
])('%s is told whether one asks before, during or after the attempt', async (_name, outcome) => {
  await using house = await openTestJobs()
  const handler = gatedHandler()
  house.jobs.handle('test', handler)
  const id = await house.enqueue()

  const before = house.jobs.firstOutcome(id, 2_000)
  house.jobs.start()
  const [attempt] = await handler.begun(1)
  const during = house.jobs.firstOutcome(id, 2_000)
  await house.clock.advance(0)
  attempt?.end(outcome)
  expect(await before).toEqual(outcome)
  expect(await during).toEqual(outcome)
  expect(await house.jobs.firstOutcome(id, 2_000)).toEqual(outcome)
})

test('it is pending when the time is over', async () => {
  await using house = await openTestJobs()
  house.jobs.handle('test', gatedHandler())
  house.jobs.start()
  const outcome = house.jobs.firstOutcome(await house.enqueue(), 2_000)
  await house.clock.advance(2_000)
  expect(await outcome).toBe('pending')
})

test('it is seen when another process ran the job', async () => {
  await using house = await openTestJobs()
  await using other = await openTestJobs({ database: house.database })
  other.jobs.handle('test', { run: async () => refused })
  const outcome = house.jobs.firstOutcome(await house.enqueue(), 2_000)
  await other.jobs.runDue()
  await house.clock.advance(2_000)
  expect(await outcome).toEqual(refused)
})

test('nobody waits for a peer whose breaker is open', async () => {
  await using house = await openTestJobs()
  house.jobs.handle('test', { run: async () => ({ retry: 'unreachable', peerTrouble: true }) })
  for (let count = 0; count < 3; count += 1) await house.enqueue({ peer: 'dead.example' })
  await house.jobs.runDue()
  house.jobs.start()
  // The clock stands still: this resolves only because nothing is waited for.
  expect(await house.jobs.firstOutcome(await house.enqueue({ peer: 'dead.example' }), 2_000)).toBe('pending')
})

test('after a dead job was revived, its next outcome is the first', async () => {
  await using house = await openTestJobs()
  const outcomes: JobOutcome[] = [refused, { done: true }]
  house.jobs.handle('test', { run: async () => outcomes.shift() ?? refused })
  const id = await house.enqueue()
  await house.jobs.runDue()
  await house.jobs.retry(tenant, id)
  const outcome = house.jobs.firstOutcome(id, 2_000)
  await house.jobs.runDue()
  expect(await outcome).toEqual({ done: true })
})
