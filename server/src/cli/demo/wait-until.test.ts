import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../platform/testing/manual-clock.ts'
import { waitUntil } from './wait-until.ts'

describe('waiting', () => {
  it('ends when it is as expected', async () => {
    const clock = createManualClock()
    const states = ['announced', 'announced', 'accepted']
    const waiting = waitUntil(
      { clock, signal: new AbortController().signal },
      { what: 'the state', expected: 'accepted', look: async () => states.shift() ?? '', within: 1000 },
    )
    await clock.advance(100)
    await waiting
    expect(states).toEqual([])
  })

  it('ends in time when it never is, with what came last', async () => {
    const clock = createManualClock()
    const waiting = waitUntil(
      { clock, signal: new AbortController().signal },
      { what: 'the state', expected: 'accepted', look: async () => 'announced', within: 1000 },
    )
    await Promise.all([
      expect(waiting).rejects.toMatchObject({
        message: 'the state, after 1 s',
        expected: 'accepted',
        came: 'announced',
      }),
      clock.advance(1000),
    ])
  })

  it('ends at once when nobody watches any more', async () => {
    const watching = new AbortController()
    const look = async () => {
      watching.abort()
      return 0
    }
    const waiting = waitUntil(
      { clock: createManualClock(), signal: watching.signal },
      { what: 'a number', expected: 1, look, within: 1000 },
    )
    await expect(waiting).rejects.toThrow('aborted')
  })
})
