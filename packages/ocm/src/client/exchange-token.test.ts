import { describe, expect, it } from 'vitest'
import {
  peerDiscovery,
  peerHost,
  type ScriptedAnswer,
  scriptedPeer,
  transportError,
} from '../testing/scripted-peer.ts'
import { exchangeToken } from './exchange-token.ts'

const request = { clientId: peerHost('drive.north.example'), code: 'q7Zr-1nT0' }
const able = { capabilities: ['exchange-token'], tokenEndPoint: 'https://files.south.example/token' }

async function exchange(answer: ScriptedAnswer | Error, document: object = able) {
  const peer = scriptedPeer(() => answer)
  const result = await exchangeToken(request, { discovery: peerDiscovery(document), send: peer.send, now: 0 })
  return { result, requests: peer.requests }
}

describe('exchanging a secret for a token', () => {
  it('OCM-TOK-1: posts a form to the token endpoint', async () => {
    const answer = { body: { access_token: 'at_1', token_type: 'Bearer', expires_in: 300 } }
    const { result, requests } = await exchange(answer)
    expect(result).toEqual({ ok: true, accessToken: 'at_1', expiresInMs: 300_000 })
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: 'https://files.south.example/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(Buffer.from(requests[0]?.body ?? '').toString()).toBe(
      'grant_type=authorization_code&client_id=drive.north.example&code=q7Zr-1nT0',
    )
  })

  it('asks at the place of OCM 1.2 when none is announced', async () => {
    const { requests } = await exchange({ status: 400 }, { capabilities: ['receive-code'] })
    expect(requests[0]?.url).toBe('https://files.south.example/ocm/token')
  })

  it.each([
    ['no-token-endpoint', {}],
    ['insecure', { tokenEndPoint: 'http://files.south.example/token' }],
  ])('sends nothing: %s', async (reason, document) => {
    const { result, requests } = await exchange({}, document)
    expect(result).toEqual({ ok: false, reason, retry: false })
    expect(requests).toEqual([])
  })

  it.each([
    'invalid_request',
    'invalid_client',
    'invalid_grant',
    'unauthorized_client',
    'unsupported_grant_type',
  ])('OCM-TOK-6: takes %s for a verdict, whatever the status', async (error) => {
    for (const status of [400, 401]) {
      const { result } = await exchange({ status, body: { error } })
      expect(result).toMatchObject({ ok: false, reason: error, retry: false, status })
    }
  })

  it.each([
    ['temporarily_unavailable', { status: 503, body: { error: 'temporarily_unavailable' } }],
    ['unexpected-status', { status: 500, body: { error: 'server_error' } }],
    ['unexpected-status', { status: 404, body: '<html>' }],
    ['unexpected-status', { status: 302, headers: { location: 'https://login.example' } }],
    ['malformed', { status: 200, body: '<html>' }],
    ['malformed', { status: 200, body: { token: 'x' } }],
    ['connection-refused', transportError('ECONNREFUSED')],
  ])('takes everything else for trouble that may pass: %s', async (reason, answer) => {
    const { result } = await exchange(answer)
    expect(result).toMatchObject({ ok: false, reason, retry: true })
  })

  it('OCM-TOK-8: never repeats the secret', async () => {
    const { result } = await exchange({ status: 400, body: { error: 'unknown q7Zr-1nT0' } })
    expect(JSON.stringify(result)).not.toContain('q7Zr')
  })
})
