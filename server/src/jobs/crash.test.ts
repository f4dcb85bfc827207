import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openDatabase } from '../platform/database/index.ts'
import { type DatabasePlace, makeTemporaryPlace } from '../platform/database/testing/temporary-place.ts'
import { createManualClock } from '../platform/testing/manual-clock.ts'
import type { JobRun } from './index.ts'
import { openTestJobs } from './testing/open-test-jobs.ts'

const program = fileURLToPath(new URL('testing/crashing-process.ts', import.meta.url))

/** Runs the program until it is dead. `crashAt` says where it dies; otherwise it is killed in the middle of its job. */
async function crash(place: DatabasePlace, ending: 'done' | 'hang', crashAt = ''): Promise<void> {
  const child = spawn(process.execPath, [program, JSON.stringify(place), ending], {
    env: { ...process.env, ISTHMUS_CRASH_AT: crashAt },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  if (crashAt === '') {
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
  }
  child.stdout.resume()
  expect(await exited).toEqual([null, 'SIGKILL'])
}

/** A queue on what a dead process has left behind; `attempts` are those of the job since. */
async function openAfterCrash(place: DatabasePlace, soleWorker: boolean) {
  const clock = createManualClock(Date.now())
  const database = await openDatabase({ ...place, clock })
  const house = await openTestJobs({ database, clock, soleWorker })
  const attempts: number[] = []
  house.jobs.handle('test', {
    async run({ attempt }: JobRun) {
      attempts.push(attempt)
      return { done: true }
    },
  })
  return {
    jobs: house.jobs,
    clock,
    attempts,
    async [Symbol.asyncDispose]() {
      await house[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

test('the job of a killed process comes back when its lease ends', async () => {
  await using temporary = await makeTemporaryPlace()
  await crash(temporary.place, 'hang')
  await using house = await openAfterCrash(temporary.place, false)
  expect(await house.jobs.runDue()).toBe(0)
  await house.clock.advance(60_000)
  expect(await house.jobs.runDue()).toBe(1)
  expect(house.attempts).toEqual([2])
})

test('a worker that knows that it is alone does not wait for the leases of the dead', async () => {
  await using temporary = await makeTemporaryPlace()
  await crash(temporary.place, 'hang')
  await using house = await openAfterCrash(temporary.place, true)
  expect(await house.jobs.runDue()).toBe(1)
  expect(house.attempts).toEqual([2])
})

// The writes of the program: the job, its claim, its end.
test.each([
  ['before the job is durable', 'before-commit:1', []],
  ['when the job is durable and nobody knows', 'after-commit-before-wake:1', [1]],
  ['before the claim is durable', 'before-commit:2', [1]],
  ['before the claimed job has begun', 'after-commit-before-wake:2', [2]],
  ['after the work, before its end is durable', 'before-commit:3', [2]],
  ['when its end is durable', 'after-commit-before-wake:3', []],
])('killed %s, the next start does what is missing', async (_when, crashAt, attempts) => {
  await using temporary = await makeTemporaryPlace()
  await crash(temporary.place, 'done', crashAt)
  await using house = await openAfterCrash(temporary.place, true)
  await house.jobs.runDue()
  expect(house.attempts).toEqual(attempts)
})
