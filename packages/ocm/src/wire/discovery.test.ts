import { describe, expect, it } from 'vitest'
import { fixtures } from '../testing/fixtures.ts'
import { peerHost } from '../testing/scripted-peer.ts'
import { readDiscovery } from './discovery.ts'

interface Sample {
  about: string
  origin: string
  host: string
  scheme: 'https' | 'http'
  document: unknown
}

describe('a discovery document is read', () => {
  it.each(fixtures<Sample & { discovery: object }>('discovery/valid'))('$about ($origin)', (sample) => {
    const read = readDiscovery(sample.document, peerHost(sample.host), sample.scheme)
    expect(read).toEqual({ ok: true, discovery: sample.discovery })
    expect(JSON.parse(JSON.stringify(sample.discovery))).toEqual(sample.discovery)
  })
})

describe('a discovery document is refused', () => {
  it.each(fixtures<Sample & { reason: string }>('discovery/invalid'))('$about', (sample) => {
    const read = readDiscovery(sample.document, peerHost(sample.host), sample.scheme)
    expect(read).toMatchObject({ ok: false, reason: sample.reason })
  })
})
