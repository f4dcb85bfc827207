import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { openDatabase } from '../platform/database/index.ts'
import { openTemporaryDatabase } from '../platform/database/testing/temporary-database.ts'
import { makeTemporaryPlace } from '../platform/database/testing/temporary-place.ts'
import type { JobOutcome } from './index.ts'
import { enqueue, gatedHandler, openTestJobs, tenant } from './testing/open-test-jobs.ts'

const done: JobOutcome = { done: true }

test('a worker hears of a job when it is committed', async () => {
  await using house = await openTestJobs()
  const handler = gatedHandler()
  house.jobs.handle('test', handler)
  house.jobs.start()
  await house.clock.advance(0)
  await house.enqueue({ payload: { id: 1 } })
  const [attempt] = await handler.begun(1)
  expect(attempt?.job.payload).toEqual({ id: 1 })
})

test('a worker sleeps until the next job is due', async () => {
  await using house = await openTestJobs()
  const handler = gatedHandler()
  house.jobs.handle('test', handler)
  await house.enqueue({ runAt: house.clock.now() + 3_210 })
  house.jobs.start()
  await house.clock.advance(3_209)
  expect(handler.attempts).toHaveLength(0)
  await house.clock.advance(1)
  await handler.begun(1)
})

test('a worker without work looks every five seconds', async () => {
  await using database = await openTemporaryDatabase()
  let looks = 0
  const counted = {
    get read() {
      looks += 1
      return database.read
    },
    write: database.write.bind(database),
    ...(database.connections && { connections: database.connections }),
    async [Symbol.asyncDispose]() {},
  }
  await using house = await openTestJobs({ database: counted })
  house.jobs.start()
  await house.clock.advance(0)
  looks = 0
  await house.clock.advance(60_000)
  // Two questions each time: what is due, and when the next one is.
  expect(looks).toBe(24)
})

test('stopping cuts running attempts short and gives their jobs back as they were', async () => {
  await using house = await openTestJobs()
  const handler = gatedHandler()
  house.jobs.handle('test', handler)
  house.jobs.start()
  await house.enqueue()
  const [attempt] = await handler.begun(1)
  await house.jobs[Symbol.asyncDispose]()
  expect(attempt?.job.signal.aborted).toBe(true)
  expect(await house.jobs.list(tenant)).toMatchObject([{ state: 'waiting', attempts: 0 }])

  await using next = await openTestJobs({ database: house.database })
  next.jobs.handle('test', { run: async () => done })
  expect(await next.jobs.runDue()).toBe(1)
})

test('stopping waits five seconds for an attempt that does not stop', async () => {
  await using house = await openTestJobs()
  const begun = Promise.withResolvers<void>()
  house.jobs.handle('test', {
    run() {
      begun.resolve()
      return new Promise(() => {})
    },
  })
  house.jobs.start()
  await house.enqueue()
  await begun.promise
  const stopped = house.jobs[Symbol.asyncDispose]()
  await house.clock.advance(5_000)
  await stopped
  expect(await house.jobs.list(tenant)).toMatchObject([{ state: 'waiting' }])
  expect(house.logger.events.map(({ event }) => event)).toContain('job.does-not-stop')
})

test('an attempt that ends while the program stops counts', async () => {
  await using house = await openTestJobs()
  const begun = Promise.withResolvers<void>()
  house.jobs.handle('test', {
    run: ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(done))
        begun.resolve()
      }),
  })
  house.jobs.start()
  await house.enqueue()
  await begun.promise
  await house.jobs[Symbol.asyncDispose]()
  expect(await house.jobs.list(tenant)).toEqual([])
})

test('an attempt keeps its job for as long as it works on it, ten minutes at most', async () => {
  await using house = await openTestJobs()
  await using other = await openTestJobs({ database: house.database, clock: house.clock })
  const handler = gatedHandler()
  house.jobs.handle('test', handler)
  other.jobs.handle('test', handler)
  await house.enqueue()
  const running = house.jobs.runDue()
  const [attempt] = await handler.begun(1)
  for (let minute = 0; minute < 9; minute += 1) {
    await house.clock.advance(60_000)
    expect(await other.jobs.runDue()).toBe(0)
  }
  await house.clock.advance(60_000)
  await running
  expect(attempt?.job.signal.aborted).toBe(true)
  expect(await house.jobs.list(tenant)).toMatchObject([{ state: 'waiting', lastError: 'timed-out' }])
})

test.each<JobOutcome>([done, { retry: 'late' }, { giveUp: 'late' }])(
  'a job whose worker is silent comes back after a minute, and then its old attempt cannot say %j',
  async (late) => {
    await using asleep = await openTestJobs()
    await using other = await openTestJobs({ database: asleep.database })
    const first = gatedHandler()
    asleep.jobs.handle('test', first)
    other.jobs.handle('test', { run: async () => ({ retry: 'busy' }) })
    await asleep.enqueue()
    // Its clock stands still, like a machine that is suspended.
    const running = asleep.jobs.runDue()
    const [attempt] = await first.begun(1)

    await other.clock.advance(59_999)
    expect(await other.jobs.runDue()).toBe(0)
    await other.clock.advance(1)
    expect(await other.jobs.runDue()).toBe(1)
    attempt?.end(late)
    await running
    expect(await other.jobs.list(tenant)).toMatchObject([
      { state: 'waiting', attempts: 2, lastError: 'busy' },
    ])
  },
)

test('an attempt that has lost its job is told', async () => {
  await using asleep = await openTestJobs()
  await using other = await openTestJobs({ database: asleep.database })
  const first = gatedHandler()
  asleep.jobs.handle('test', first)
  other.jobs.handle('test', { run: async () => done })
  await asleep.enqueue()
  const running = asleep.jobs.runDue()
  const [attempt] = await first.begun(1)
  await other.clock.advance(60_000)
  await other.jobs.runDue()

  await asleep.clock.advance(20_000)
  await running
  expect(attempt?.job.signal.aborted).toBe(true)
})

test('two workers with a connection each never run one job at the same time, and none twice', async () => {
  await using temporary = await makeTemporaryPlace()
  const running = new Map<string, number>()
  const runs = new Map<string, number>()
  const houses = []
  for (let count = 0; count < 2; count += 1) {
    const house = await openTestJobs({
      database: await openDatabase({ ...temporary.place, clock: systemClock }),
    })
    house.jobs.handle('test', {
      async run({ payload }) {
        const [id, key] = [String(payload['id']), String(payload['key'])]
        runs.set(id, (runs.get(id) ?? 0) + 1)
        running.set(key, (running.get(key) ?? 0) + 1)
        expect(running.get(key)).toBe(1)
        await nextTurn()
        running.set(key, (running.get(key) ?? 0) - 1)
        return done
      },
    })
    houses.push(house)
  }
  const [one, other] = houses
  if (one === undefined || other === undefined) throw new Error('two houses were opened')
  for (let id = 0; id < 60; id += 1) {
    const key = id % 20
    await enqueue(one.database, one.jobs, {
      payload: { id, key },
      orderKey: `share:${key}`,
      peer: `${id % 5}.example`,
    })
  }
  const [byOne, byOther] = await Promise.all([one.jobs.runDue(), other.jobs.runDue()])

  expect(byOne + byOther).toBe(60)
  expect(Math.min(byOne, byOther)).toBeGreaterThan(0)
  expect([...runs.values()]).toEqual(Array(60).fill(1))
  for (const house of houses) {
    await house[Symbol.asyncDispose]()
    await house.database[Symbol.asyncDispose]()
  }
})

test('a worker survives a database in trouble', async () => {
  await using database = await openTemporaryDatabase()
  let broken = true
  const flaky = {
    get read() {
      if (broken) throw new Error('disk I/O error')
      return database.read
    },
    write: database.write.bind(database),
    ...(database.connections && { connections: database.connections }),
    async [Symbol.asyncDispose]() {},
  }
  await using house = await openTestJobs({ database: flaky })
  const handler = gatedHandler()
  house.jobs.handle('test', handler)
  await house.enqueue()
  house.jobs.start()
  await house.clock.advance(5_000)
  broken = false
  await house.clock.advance(5_000)
  await handler.begun(1)
  expect(house.logger.events.map(({ event }) => event)).toContain('jobs.worker-failed')
})
