import { expect, test } from 'vitest'
import type { JobOutcome } from './job.ts'
import { openTestJobs } from './testing/open-test-jobs.ts'

test('the metrics say how attempts ended, what is left, and how many peers are in trouble', async () => {
  await using queue = await openTestJobs()
  const outcomes: JobOutcome[] = [
    { done: true },
    { giveUp: 'refused' },
    { retry: 'unreachable', afterMs: 3_600_000, peerTrouble: true },
    { retry: 'unreachable', afterMs: 3_600_000, peerTrouble: true },
    { retry: 'unreachable', afterMs: 3_600_000, peerTrouble: true },
  ]
  queue.jobs.handle('test', { run: async () => outcomes.shift() ?? { done: true } })
  for (const peer of ['', '', 'a.test', 'a.test', 'a.test']) {
    await queue.enqueue(peer === '' ? {} : { peer })
    await queue.jobs.runDue()
  }
  const text = await queue.measured()
  expect(text).toContain('isthmus_job_attempts_total{kind="test",outcome="done"} 1\n')
  expect(text).toContain('isthmus_job_attempts_total{kind="test",outcome="given-up"} 1\n')
  expect(text).toContain('isthmus_job_attempts_total{kind="test",outcome="retry"} 3\n')
  expect(text).toContain('isthmus_jobs{kind="test",state="dead"} 1\n')
  expect(text).toContain('isthmus_jobs{kind="test",state="waiting"} 3\n')
  expect(text).toContain('isthmus_job_breakers_open 1\n')
})

test('an attempt that is cut short when the program stops counts as neither', async () => {
  const queue = await openTestJobs()
  const begun = Promise.withResolvers<void>()
  queue.jobs.handle('test', {
    run: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        begun.resolve()
      }),
  })
  await queue.enqueue()
  queue.jobs.start()
  await begun.promise
  expect(await queue.measured()).toContain('isthmus_jobs{kind="test",state="running"} 1\n')
  await queue[Symbol.asyncDispose]()
  expect(await queue.measured()).toContain('isthmus_job_attempts_total{kind="test",outcome="cut"} 1\n')
})
