import { type PeerHost, parsePeerHost } from '@isthmus/ocm'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../platform/testing/manual-clock.ts'
import { createPeerCircuit } from './peer-circuit.ts'

const peer = hostOf('peer.example')
const other = hostOf('other.example')

describe('a peer', () => {
  it('that answers is asked', () => {
    const { circuit } = open()
    expect(circuit.waitFor(peer)).toBe(0)
    circuit.succeeded(peer)
    expect(circuit.waitFor(peer)).toBe(0)
  })

  it('that does not is left alone for two seconds, and nobody else is', async () => {
    const { circuit, clock } = open()
    circuit.failed(peer, clock.now())
    expect(circuit.waitFor(peer)).toBe(2_000)
    expect(circuit.waitFor(other)).toBe(0)
    await clock.advance(1_500)
    expect(circuit.waitFor(peer)).toBe(500)
    await clock.advance(500)
    expect(circuit.waitFor(peer)).toBe(0)
  })

  it('is then asked by one, whose outcome decides for all', async () => {
    const { circuit, clock } = open()
    circuit.failed(peer, clock.now())
    await clock.advance(2_000)
    expect(circuit.waitFor(peer)).toBe(0)
    expect(circuit.waitFor(peer)).toBeGreaterThan(0)
    circuit.succeeded(peer)
    expect([circuit.waitFor(peer), circuit.waitFor(peer)]).toEqual([0, 0])
  })

  it('is asked by another one when the one says nothing', async () => {
    const { circuit, clock } = open()
    circuit.failed(peer, clock.now())
    await clock.advance(2_000)
    expect(circuit.waitFor(peer)).toBe(0)
    await clock.advance(2_000)
    expect(circuit.waitFor(peer)).toBe(0)
  })

  it('is asked by one more when somebody wants it tried, but not twice in two seconds', async () => {
    const { circuit, clock } = open()
    expect(circuit.letOneThrough(peer)).toBe(true)
    for (let n = 0; n < 4; n += 1) circuit.failed(peer, clock.now() + n)
    expect(circuit.letOneThrough(peer)).toBe(false)
    await clock.advance(2_000)
    circuit.failed(peer, clock.now())
    await clock.advance(2_000)
    expect(circuit.letOneThrough(peer)).toBe(true)
    expect(circuit.waitFor(peer)).toBe(0)
    expect(circuit.waitFor(peer)).toBeGreaterThan(0)
    expect(circuit.letOneThrough(peer)).toBe(false)
    await clock.advance(2_000)
    expect(circuit.letOneThrough(peer)).toBe(true)
  })

  it('is left alone for two seconds, however many requests it has left without an answer at the same time', async () => {
    const { circuit, clock } = open()
    const askedAt = clock.now()
    await clock.advance(100)
    for (let n = 0; n < 5; n += 1) circuit.failed(peer, askedAt + n)
    expect(circuit.waitFor(peer)).toBe(2_000)
    await clock.advance(2_000)
    circuit.failed(peer, askedAt + 100)
    expect(circuit.waitFor(peer)).toBe(0)
    circuit.failed(peer, clock.now())
    expect(circuit.waitFor(peer)).toBe(4_000)
  })

  it('is left alone twice as long each time, for a minute at most, and begins anew once it has answered', async () => {
    const { circuit, clock } = open()
    const pauses: number[] = []
    for (let n = 0; n < 7; n += 1) {
      circuit.failed(peer, clock.now())
      const pause = circuit.waitFor(peer)
      pauses.push(pause)
      await clock.advance(pause)
    }
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
    circuit.succeeded(peer)
    circuit.failed(peer, clock.now())
    expect(circuit.waitFor(peer)).toBe(2_000)
  })

  it('is due for a trial when its pause is over, the one that was tried longest ago first', async () => {
    const { circuit, clock } = open()
    circuit.failed(peer, clock.now())
    circuit.failed(other, clock.now())
    await clock.advance(1)
    circuit.failed(peer, clock.now())
    expect([circuit.doubts(peer), circuit.doubts(hostOf('good.example')), circuit.dueForTrial()]).toEqual([
      true,
      false,
      [],
    ])
    await clock.advance(2_000)
    expect(circuit.dueForTrial()).toEqual([other])
    await clock.advance(2_000)
    expect(circuit.dueForTrial()).toEqual([other, peer])
    circuit.succeeded(other)
    expect([circuit.doubts(other), circuit.dueForTrial()]).toEqual([false, [peer]])
  })

  it('is one of ten thousand that are remembered at most', () => {
    const { circuit, clock } = open()
    circuit.failed(peer, clock.now())
    for (let n = 0; n < 10_000; n += 1) circuit.failed(hostOf(`peer-${n}.example`), clock.now())
    expect(circuit.waitFor(peer)).toBe(0)
    expect(circuit.waitFor(hostOf('peer-1.example'))).toBeGreaterThan(0)
  })
})

function open() {
  const clock = createManualClock()
  return { clock, circuit: createPeerCircuit(clock) }
}

function hostOf(text: string): PeerHost {
  const parsed = parsePeerHost(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.host
}
