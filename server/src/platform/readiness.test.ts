import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createMemoryLogger } from './logging/index.ts'
import { createReadiness } from './readiness.ts'
import { createManualClock } from './testing/manual-clock.ts'

test('a server is ready when every check passes, and is not asked again for five seconds', async () => {
  const { readiness, clock, asked } = open()
  expect(await readiness.problems()).toEqual([])
  expect(await readiness.problems()).toEqual([])
  expect(asked()).toBe(1)
  await clock.advance(5_000)
  expect(await readiness.problems()).toEqual([])
  expect(asked()).toBe(2)
})

test('it says what is wrong without words of the system that could name a path, and logs them once', async () => {
  const { readiness, clock, log, fail } = open()
  const error = Object.assign(new Error("ENOSPC: no space left on device, write '/srv/secret'"), {
    code: 'ENOSPC',
  })
  fail(error)
  expect(await readiness.problems()).toEqual([{ what: 'blobs', detail: 'fails (ENOSPC)' }])
  await clock.advance(5_000)
  fail(new Error('password=hunter2'))
  expect(await readiness.problems()).toEqual([{ what: 'blobs', detail: 'fails' }])
  await clock.advance(5_000)
  fail(undefined)
  expect(await readiness.problems()).toEqual([])
  expect(log.events.map(({ event }) => event)).toEqual(['readiness.lost', 'readiness.restored'])
})

test('a check that does not come back has failed after two seconds, and everybody waits for the same one', async () => {
  const { readiness, clock, hang, asked } = open()
  hang()
  const answers = [readiness.problems(), readiness.problems()]
  await nextTurn()
  await clock.advance(2_000)
  expect(await Promise.all(answers)).toEqual([
    [{ what: 'blobs', detail: 'does not answer' }],
    [{ what: 'blobs', detail: 'does not answer' }],
  ])
  expect(asked()).toBe(1)
})

test('a server that shuts down says so at once', async () => {
  const { readiness } = open()
  expect(await readiness.problems()).toEqual([])
  readiness.stop()
  expect(await readiness.problems()).toEqual([{ what: 'server', detail: 'is shutting down' }])
})

function open() {
  const clock = createManualClock()
  const log = createMemoryLogger()
  let count = 0
  let outcome: () => Promise<void> = async () => {}
  const checks = {
    database: async () => {},
    blobs: () => {
      count++
      return outcome()
    },
  }
  return {
    readiness: createReadiness({ checks, clock, logger: log }),
    clock,
    log,
    asked: () => count,
    fail(error: Error | undefined) {
      outcome = async () => {
        if (error !== undefined) throw error
      }
    },
    hang() {
      outcome = () => new Promise(() => {})
    },
  }
}
