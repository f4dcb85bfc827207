import { expect, test } from 'vitest'
import type { JobOutcome, JobPayload } from './index.ts'
import { gatedHandler, openTestJobs, tenant } from './testing/open-test-jobs.ts'

const peer = 'dead.example'
const trouble: JobOutcome = { retry: 'unreachable', peerTrouble: true }

/** One after the other: those that run at the same time may all meet the same trouble. */
const oneByOne = { limits: { concurrency: 32, concurrencyPerPeer: 1 } }

/** Every job for `peer` meets trouble while `down.is`. */
async function openHouse() {
  const house = await openTestJobs(oneByOne)
  const down = { is: true }
  const runs: JobPayload[] = []
  house.jobs.handle('test', {
    async run({ payload }) {
      runs.push(payload)
      return down.is && payload['peer'] !== 'good.example' ? trouble : { done: true }
    },
  })
  const send = (id: number, to = peer, runAt?: number) =>
    house.enqueue({ payload: { id, peer: to }, peer: to, ...(runAt !== undefined && { runAt }) })
  return { ...house, down, runs, send }
}

test('after three troubles in a row the jobs of a peer wait, and those of others do not', async () => {
  await using house = await openHouse()
  for (const id of [1, 2, 3, 4, 5]) await house.send(id)
  expect(await house.jobs.runDue()).toBe(3)

  await house.send(6, 'good.example')
  await house.enqueue({ payload: { id: 7, peer: 'good.example' } })
  expect(await house.jobs.runDue()).toBe(2)
  await house.clock.advance(29_999)
  expect(await house.jobs.runDue()).toBe(0)
})

test('when the pause is over one probe goes through, and what it meets decides for the rest', async () => {
  await using house = await openHouse()
  for (const id of [1, 2, 3, 4, 5]) await house.send(id)
  await house.jobs.runDue()
  await house.clock.advance(30_000)
  expect(await house.jobs.runDue()).toBe(1)

  // The pause has doubled.
  await house.clock.advance(59_999)
  expect(await house.jobs.runDue()).toBe(0)
  await house.clock.advance(1)
  house.down.is = false
  expect(await house.jobs.runDue()).toBe(5)
  expect(await house.jobs.list(tenant)).toEqual([])
})

test('a peer that is back gets at once what waited for its next attempt, and nothing before its time', async () => {
  await using house = await openHouse()
  for (const id of [1, 2, 3]) await house.send(id)
  await house.jobs.runDue()
  await house.clock.advance(30_000)
  await house.jobs.runDue()
  const attempts = (await house.jobs.list(tenant)).map((job) => job.attempts)
  expect(attempts.toSorted((a, b) => a - b)).toEqual([1, 1, 2])

  await house.send(4, peer, house.clock.now() + 60_001)
  house.down.is = false
  house.runs.length = 0
  await house.clock.advance(59_999)
  expect(await house.jobs.runDue()).toBe(0)
  await house.clock.advance(1)
  expect(await house.jobs.runDue()).toBe(3)
})

test('an answer of the peer, even a refusal, ends the row of troubles', async () => {
  // One after the other: only then is there a row.
  await using house = await openTestJobs({ limits: { concurrency: 1, concurrencyPerPeer: 1 } })
  const outcomes: JobOutcome[] = [trouble, trouble, { giveUp: 'refused' }, trouble, trouble, { done: true }]
  house.jobs.handle('test', { run: async () => outcomes.shift() ?? { done: true } })
  for (let count = 0; count < 6; count += 1) await house.enqueue({ peer })
  expect(await house.jobs.runDue()).toBe(6)
})

test('a fault of our own says nothing about the peer', async () => {
  await using house = await openTestJobs(oneByOne)
  const outcomes: (JobOutcome | undefined)[] = [trouble, trouble, undefined, trouble]
  house.jobs.handle('test', {
    async run() {
      const outcome = outcomes.shift()
      if (outcome === undefined) throw new Error('a bug')
      return outcome
    },
  })
  for (let count = 0; count < 6; count += 1) await house.enqueue({ peer })
  expect(await house.jobs.runDue()).toBe(4)
})

test('retrying a job by hand is a probe', async () => {
  await using house = await openHouse()
  const id = await house.send(1)
  for (const other of [2, 3, 4]) await house.send(other)
  await house.jobs.runDue()
  house.down.is = false
  expect(await house.jobs.retry(tenant, id)).toBe(true)
  expect(await house.jobs.runDue()).toBe(4)
})

test('so many jobs run at once, fewer for one peer, and one for a peer in trouble', async () => {
  const limits = { concurrency: 5, concurrencyPerPeer: 2 }
  await using house = await openTestJobs({ limits })
  const handler = gatedHandler()
  house.jobs.handle('test', handler)
  const peersRunning = async () => {
    const running = await house.jobs.list(tenant, { state: 'running' })
    return running.map((job) => job.peer ?? 'none').toSorted()
  }
  for (const to of ['a.example', 'b.example', undefined]) {
    for (let count = 0; count < 4; count += 1) await house.enqueue(to === undefined ? {} : { peer: to })
    await house.clock.advance(1)
  }
  const running = house.jobs.runDue()

  await handler.begun(5)
  expect(await peersRunning()).toEqual(['a.example', 'a.example', 'b.example', 'b.example', 'none'])
  for (const attempt of handler.attempts) attempt.end(trouble)
  await handler.begun(10)
  expect(await peersRunning()).toEqual(['a.example', 'b.example', 'none', 'none', 'none'])
  for (const attempt of handler.attempts) attempt.end({ done: true })
  for (const attempt of await handler.begun(12)) attempt.end({ done: true })
  expect(await running).toBe(12)
})

test('a job that runs out while the breaker is open is given up without another attempt', async () => {
  await using house = await openTestJobs(oneByOne)
  const gaveUp = new Map<unknown, string>()
  const all = Promise.withResolvers<void>()
  house.jobs.handle('test', {
    run: async () => trouble,
    async givenUp(_tx, { payload: { id } }, reason) {
      gaveUp.set(id, reason)
      if (gaveUp.size === 4) all.resolve()
    },
  })
  const deadlineAt = house.clock.now() + 10_000
  for (const id of [1, 2, 3, 4]) {
    await house.enqueue({ payload: { id }, peer, deadlineAt })
    await house.clock.advance(1)
  }
  await house.enqueue({ payload: { id: 5 }, peer, deadlineAt: deadlineAt + 1 })
  expect(await house.jobs.runDue()).toBe(3)
  await house.clock.advance(10_000 - 4)

  house.jobs.start()
  await all.promise
  await house.jobs[Symbol.asyncDispose]()
  expect(gaveUp).toEqual(
    new Map([
      [1, 'unreachable'],
      [2, 'unreachable'],
      [3, 'unreachable'],
      [4, 'peer-unavailable'],
    ]),
  )
  expect(await house.jobs.list(tenant, { state: 'waiting' })).toMatchObject([{ payload: { id: 5 } }])
})
