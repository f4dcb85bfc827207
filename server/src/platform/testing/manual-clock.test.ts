import { expect, test } from 'vitest'
import { createManualClock } from './manual-clock.ts'

test('sleepers wake in the order of their times and see them', async () => {
  const clock = createManualClock(1000)
  const trail: unknown[] = []
  const sleep = async (name: string, milliseconds: number) => {
    await clock.sleep(milliseconds)
    trail.push([name, clock.now()])
    if (name === 'short') void sleep('again', 10)
  }
  void sleep('long', 50)
  void sleep('short', 20)
  void sleep('later', 61)
  await clock.advance(60)
  expect(trail).toEqual([
    ['short', 1020],
    ['again', 1030],
    ['long', 1050],
  ])
  expect(clock.now()).toBe(1060)
  expect(clock.sleepers).toBe(1)
})

test('an aborted sleep ends at once', async () => {
  const clock = createManualClock()
  const abort = new AbortController()
  const asleep = clock.sleep(1000, abort.signal)
  abort.abort()
  await asleep
  await clock.sleep(1000, abort.signal)
  expect(clock.sleepers).toBe(0)
})
