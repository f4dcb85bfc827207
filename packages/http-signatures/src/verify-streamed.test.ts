import { describe, expect, it } from 'vitest'
import {
  type DigestChecker,
  generateKey,
  importPublicJwk,
  publicJwk,
  type RequestMessage,
  signMessageWithContent,
  type Verification,
  verifyMessage,
} from './index.ts'

const created = 1_788_000_000
const key = await generateKey('peer.example#k1', 'Ed25519')
const upload: RequestMessage = {
  method: 'PUT',
  url: 'https://cloud.example/files/report',
  headers: {},
  body: Buffer.from('{"name":"Survey"}'),
}

/** The head of a signed request: its content is still to come. */
async function head(components = ['@method', 'content-digest'], message = upload): Promise<RequestMessage> {
  const fields = await signMessageWithContent(message, { key, components, label: 'sig', created })
  const { body: _, ...bodiless } = message
  return { ...bodiless, headers: { ...message.headers, ...fields } }
}

function verify(message: RequestMessage, streamed = true): Promise<Verification> {
  return verifyMessage(message, {
    policy: {
      select: 'only',
      requiredComponents: [],
      requiredParameters: ['created'],
      maxAgeSeconds: 300,
      maxFutureSkewSeconds: 60,
    },
    now: created * 1000,
    findKey: async () => importPublicJwk(publicJwk(key)),
    streamed,
  })
}

async function checkerOf(message: RequestMessage): Promise<DigestChecker> {
  const outcome = await verify(message)
  if (!outcome.ok || outcome.content === undefined) throw new Error('there is nothing to check')
  return outcome.content
}

describe('verifying a message whose content comes later', () => {
  it('gives a checker, which says whether the content that passed is the signed one', async () => {
    const whole = await checkerOf(await head())
    for (const piece of ['{"name":', '"Survey"}']) whole.update(Buffer.from(piece))
    expect(whole.result()).toEqual({ ok: true, algorithms: ['sha-256'] })

    const cut = await checkerOf(await head())
    expect(cut.update(Buffer.from('{"name":')).result()).toMatchObject({ reason: 'digest-mismatch' })
  })

  it('gives none when nothing of the content is covered', async () => {
    const outcome = await verify(await head(['@method']))
    expect(outcome).toMatchObject({ ok: true })
    expect(outcome).not.toHaveProperty('content')
  })

  it('refuses before the content what could never be checked', async () => {
    const message = await head()
    const unknown = { ...message, headers: { ...message.headers, 'Content-Digest': 'md5=:AAAA:' } }
    expect(await verify(unknown)).toMatchObject({ reason: 'digest-unsupported' })
    const trailers = { 'Content-Digest': 'sha-256=:AAAA:' }
    const trailing = await head(['content-digest;tr'], { ...upload, trailers })
    expect(await verify(trailing)).toMatchObject({ reason: 'component-invalid' })
  })

  it('is asked for: else a content that was not given is a wrong one', async () => {
    expect(await verify(await head(), false)).toMatchObject({ reason: 'digest-mismatch' })
  })
})
