import { expect, test } from 'vitest'
import type { JobOutcome, JobRun } from './index.ts'
import { openTestJobs, tenant } from './testing/open-test-jobs.ts'

const done: JobOutcome = { done: true }
const days = 86_400_000

/** A handler that ends its attempts as told, one after the other, and then succeeds. */
function scripted(...outcomes: JobOutcome[]) {
  const runs: JobRun[] = []
  return {
    runs,
    run: async (job: JobRun) => {
      runs.push(job)
      return outcomes.shift() ?? done
    },
  }
}

test('a job runs with its payload once it is committed, and is gone when it is done', async () => {
  await using house = await openTestJobs()
  const handler = scripted()
  house.jobs.handle('test', handler)
  await house.enqueue({ payload: { share: 12, answer: 'accepted' } })

  expect(await house.jobs.runDue()).toBe(1)
  expect(handler.runs).toMatchObject([
    { payload: { share: 12, answer: 'accepted' }, attempt: 1, lastAttempt: false },
  ])
  expect(await house.jobs.list(tenant)).toEqual([])
})

test('a job goes with the transaction that wrote it', async () => {
  await using house = await openTestJobs()
  house.jobs.handle('test', scripted())
  const change = house.database.write(async (tx) => {
    await house.jobs.enqueue(tx, { kind: 'test', tenant, payload: {} })
    throw new Error('undone')
  })
  await expect(change).rejects.toThrow('undone')
  expect(await house.jobs.runDue()).toBe(0)
})

test('a job is not run before its time', async () => {
  await using house = await openTestJobs()
  house.jobs.handle('test', scripted())
  await house.enqueue({ runAt: house.clock.now() + 1000 })
  await house.clock.advance(999)
  expect(await house.jobs.runDue()).toBe(0)
  await house.clock.advance(1)
  expect(await house.jobs.runDue()).toBe(1)
})

test('a failed attempt comes again after a growing time, or when the peer said so', async () => {
  await using house = await openTestJobs()
  const handler = scripted({ retry: 'busy' }, { retry: 'busy' }, { retry: 'slow-down', afterMs: 90_000 })
  house.jobs.handle('test', handler)
  await house.enqueue()
  for (const [wait, reason] of [
    [5_000, 'busy'],
    [10_000, 'busy'],
    [90_000, 'slow-down'],
  ] as const) {
    expect(await house.jobs.runDue()).toBe(1)
    const [job] = await house.jobs.list(tenant)
    expect(job).toMatchObject({ state: 'waiting', lastError: reason, runAt: house.clock.now() + wait })
    await house.clock.advance(wait - 1)
    expect(await house.jobs.runDue()).toBe(0)
    await house.clock.advance(1)
  }
  expect(await house.jobs.runDue()).toBe(1)
  expect(handler.runs.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4])
})

test('a job is tried for 14 days when nothing else is said', async () => {
  await using house = await openTestJobs()
  await house.enqueue()
  const [job] = await house.jobs.list(tenant)
  expect(job?.deadlineAt).toBe(house.clock.now() + 14 * days)
})

test('from its deadline on a job has one last attempt', async () => {
  await using house = await openTestJobs()
  const lastAttempts: boolean[] = []
  const run = async ({ lastAttempt }: JobRun) => {
    lastAttempts.push(lastAttempt)
    return { retry: 'no-answer' }
  }
  house.jobs.handle('test', { run })
  const deadlineAt = house.clock.now() + 100_000
  await house.enqueue({ deadlineAt })
  for (;;) {
    await house.jobs.runDue()
    const [job] = await house.jobs.list(tenant, { state: 'waiting' })
    if (job === undefined) break
    await house.clock.advance(job.runAt - house.clock.now())
  }
  const [dead] = await house.jobs.list(tenant, { state: 'dead' })
  expect(dead).toMatchObject({ lastError: 'no-answer', runAt: deadlineAt })
  // After 0, 5, 15, 35, 75 and 100 seconds.
  expect(lastAttempts).toEqual([false, false, false, false, false, true])
})

test('giving up writes what follows from it in the transaction that buries the job', async () => {
  await using house = await openTestJobs()
  const gaveUp: unknown[] = []
  house.jobs.handle('test', {
    run: async () => ({ giveUp: 'refused' }),
    async givenUp(tx, { payload }, reason) {
      gaveUp.push([payload, reason])
      await tx.insertInto('allocators').values({ name: 'consequence', next: 1 }).execute()
      if (gaveUp.length === 1) throw new Error('the consequence fails')
    },
  })
  await house.enqueue({ payload: { share: 3 } })

  await house.jobs.runDue()
  expect(await house.jobs.list(tenant)).toMatchObject([{ state: 'waiting', lastError: 'internal-error' }])
  await house.clock.advance(5_000)
  await house.jobs.runDue()
  expect(await house.jobs.list(tenant)).toMatchObject([{ state: 'dead', lastError: 'refused' }])
  // What the first time wrote was rolled back with it: it would stand in the way of the second.
  expect(gaveUp).toEqual([
    [{ share: 3 }, 'refused'],
    [{ share: 3 }, 'refused'],
  ])
  expect(await house.database.read.selectFrom('allocators').select('name').execute()).toEqual([
    { name: 'consequence' },
  ])
})

test('what a handler throws is logged and tried again', async () => {
  await using house = await openTestJobs()
  house.jobs.handle('test', { run: () => Promise.reject(new Error('a bug')) })
  const job = await house.enqueue()
  await house.jobs.runDue()
  expect(await house.jobs.list(tenant)).toMatchObject([{ state: 'waiting', lastError: 'internal-error' }])
  expect(house.logger.events).toContainEqual({
    level: 'error',
    event: 'job.crashed',
    fields: { job, kind: 'test', error: expect.objectContaining({ message: 'a bug' }) },
  })
})

test('a job whose kind nobody handles waits for a program that does', async () => {
  await using house = await openTestJobs()
  await house.enqueue({ kind: 'of-tomorrow' })
  await house.jobs.runDue()
  house.jobs.handle('of-tomorrow', scripted())
  await house.clock.advance(5_000)
  await house.jobs.runDue()
  expect(await house.jobs.list(tenant)).toEqual([])
})

test('there is one handler for a kind', async () => {
  await using house = await openTestJobs()
  house.jobs.handle('test', scripted())
  expect(() => house.jobs.handle('test', scripted())).toThrow('two handlers')
})

test('jobs of one order key run in their order, whatever happens to the first; others do not wait', async () => {
  await using house = await openTestJobs()
  const trail: string[] = []
  house.jobs.handle('test', {
    async run({ payload, attempt }) {
      trail.push(`${payload['name']}#${attempt}`)
      if (payload['name'] === 'announce' && attempt < 3) return { retry: 'busy' }
      return payload['name'] === 'update' ? { giveUp: 'refused' } : done
    },
  })
  // The clock moves between them, and the later ones are due first.
  for (const [name, runAt] of [
    ['announce', 0],
    ['update', -1000],
    ['end', -2000],
  ] as const) {
    await house.enqueue({ orderKey: 'share:1', payload: { name }, runAt: house.clock.now() + runAt })
  }
  await house.enqueue({ orderKey: 'share:2', payload: { name: 'other' } })
  await house.jobs.runDue()
  expect(trail.toSorted()).toEqual(['announce#1', 'other#1'])

  trail.length = 0
  await house.clock.advance(5_000)
  await house.jobs.runDue()
  await house.clock.advance(10_000)
  await house.jobs.runDue()
  expect(trail).toEqual(['announce#2', 'announce#3', 'update#1', 'end#1'])
})

test('a job that another one wrote behind a finished one still runs after those that wait', async () => {
  await using house = await openTestJobs()
  const trail: unknown[] = []
  house.jobs.handle('test', {
    async run({ payload }) {
      trail.push(payload['name'])
      if (payload['name'] === 1) await house.enqueue({ orderKey: 'k', payload: { name: 3 } })
      return done
    },
  })
  await house.enqueue({ orderKey: 'k', payload: { name: 1 } })
  await house.enqueue({ orderKey: 'k', payload: { name: 2 } })
  expect(await house.jobs.runDue()).toBe(3)
  expect(trail).toEqual([1, 2, 3])
})

test('a payload holds ids only', async () => {
  await using house = await openTestJobs()
  await expect(house.enqueue({ payload: { body: 'x'.repeat(2000) } })).rejects.toThrow(RangeError)
})

test('the operator sees the jobs of one tenant by state', async () => {
  await using house = await openTestJobs()
  house.jobs.handle('test', {
    run: async ({ payload }) => (payload['id'] === 1 ? { giveUp: 'refused' } : done),
  })
  await house.enqueue({ payload: { id: 1 }, peer: 'his.example', orderKey: 'share:1' })
  await house.jobs.runDue()
  await house.enqueue({ payload: { id: 2 }, runAt: house.clock.now() + 1 })
  await house.enqueue({ tenant: 2 as typeof tenant })

  expect(await house.jobs.list(tenant, { state: 'dead' })).toMatchObject([
    {
      state: 'dead',
      kind: 'test',
      payload: { id: 1 },
      peer: 'his.example',
      orderKey: 'share:1',
      attempts: 1,
    },
  ])
  expect(await house.jobs.list(tenant, { state: 'waiting' })).toMatchObject([{ payload: { id: 2 } }])
  expect(await house.jobs.list(tenant, { state: 'running' })).toEqual([])
  expect(await house.jobs.list(tenant)).toHaveLength(2)
})

test('a dead job can be tried again, in its own tenant only', async () => {
  await using house = await openTestJobs()
  const handler = scripted({ giveUp: 'refused' })
  house.jobs.handle('test', handler)
  const id = await house.enqueue()
  await house.jobs.runDue()
  await house.clock.advance(20 * days)

  expect(await house.jobs.retry(2 as typeof tenant, id)).toBe(false)
  expect(await house.jobs.retry(tenant, 'no-such-job')).toBe(false)
  expect(await house.jobs.retry(tenant, id)).toBe(true)
  await house.jobs.runDue()
  expect(handler.runs[1]).toMatchObject({ attempt: 1, lastAttempt: false })
  expect(await house.jobs.list(tenant)).toEqual([])
})

test('a dropped job is given up when it was waiting, and lets the next of its order through', async () => {
  await using house = await openTestJobs()
  const reasons: string[] = []
  const handler = {
    ...scripted({ retry: 'busy' }),
    givenUp: async (_: unknown, __: unknown, reason: string) => void reasons.push(reason),
  }
  house.jobs.handle('test', handler)
  const first = await house.enqueue({ orderKey: 'k' })
  await house.enqueue({ orderKey: 'k' })
  await house.jobs.runDue()

  expect(await house.jobs.drop(2 as typeof tenant, first)).toBe(false)
  expect(await house.jobs.drop(tenant, first)).toBe(true)
  expect(reasons).toEqual(['dropped'])
  expect(await house.jobs.runDue()).toBe(1)
  expect(await house.jobs.list(tenant)).toEqual([])
})

test('a dead job that is dropped is not given up twice', async () => {
  await using house = await openTestJobs()
  const reasons: string[] = []
  house.jobs.handle('test', {
    run: async () => ({ giveUp: 'refused' }),
    givenUp: async (_tx, _payload, reason) => void reasons.push(reason),
  })
  const id = await house.enqueue()
  await house.jobs.runDue()
  expect(await house.jobs.drop(tenant, id)).toBe(true)
  expect(await house.jobs.list(tenant)).toEqual([])
  expect(reasons).toEqual(['refused'])
})

test('dead letters are kept for 90 days', async () => {
  await using house = await openTestJobs()
  house.jobs.handle('test', { run: async () => ({ giveUp: 'refused' }) })
  await house.enqueue()
  await house.jobs.runDue()
  await house.clock.advance(90 * days)
  house.jobs.start()
  await house.clock.advance(0)
  expect(await house.jobs.list(tenant)).toHaveLength(1)
  await house.clock.advance(600_000)
  expect(await house.jobs.list(tenant)).toHaveLength(0)
})
