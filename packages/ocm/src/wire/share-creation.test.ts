import { describe, expect, it } from 'vitest'
import { fixtures } from '../testing/fixtures.ts'
import { peerHost } from '../testing/scripted-peer.ts'
import { type ReceivingTerms, readShareCreation } from './share-creation.ts'

interface Sample {
  about: string
  origin: string
  body: unknown
  terms?: Omit<ReceivingTerms, 'host'> & { host?: string }
}

function read({ body, terms: { host, ...terms } = {} }: Sample) {
  return readShareCreation(body, { ...terms, ...(host ? { host: peerHost(host) } : {}) })
}

describe('a Share Creation Notification is read', () => {
  it.each(fixtures<Sample & { share: object }>('shares/valid'))('$about ($origin)', (sample) => {
    expect(read(sample)).toEqual({ ok: true, share: sample.share })
  })
})

describe('a Share Creation Notification is refused', () => {
  it('for an id of more than 1024 bytes, however few characters that are', () => {
    const [sample] = fixtures<Sample>('shares/valid')
    const withId = (providerId: string) =>
      read({ ...sample, body: { ...(sample?.body as object), providerId } } as Sample)
    expect(withId('\u4e2d'.repeat(341))).toMatchObject({ ok: true })
    expect(withId('\u4e2d'.repeat(342))).toMatchObject({
      ok: false,
      validationErrors: [{ name: 'providerId', message: 'TOO_LONG' }],
    })
  })

  it.each(fixtures<Sample & { refusal: object }>('shares/invalid'))('$about', (sample) => {
    expect(read(sample)).toEqual({ ok: false, ...sample.refusal })
  })
})
