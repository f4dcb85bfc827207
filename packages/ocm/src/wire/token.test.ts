import { describe, expect, it } from 'vitest'
import { peerHost } from '../testing/scripted-peer.ts'
import { readTokenRequest, readTokenResponse, tokenRequestBody, tokenResponseBody } from './token.ts'

const request = { clientId: peerHost('files.south.example:8443'), code: 'a5wRvq_AqKF&=+ é' }

function read(form: string) {
  return readTokenRequest(Buffer.from(form))
}

describe('a token request', () => {
  it('OCM-TOK-1: is a form with the grant type, our host and the secret of the share', () => {
    const form = 'grant_type=authorization_code&client_id=files.south.example&code=q7Zr-1nT0'
    const written = tokenRequestBody({ clientId: peerHost('files.south.example'), code: 'q7Zr-1nT0' })
    expect(Buffer.from(written).toString()).toBe(form)
  })

  it('reads as what was written', () => {
    expect(readTokenRequest(tokenRequestBody(request))).toEqual({ ok: true, request })
  })

  it('OCM-TOK-2: may have other parameters of OAuth', () => {
    const form =
      'code=c&redirect_uri=https%3A%2F%2Fx&scope=all&client_id=a.example&grant_type=authorization_code'
    expect(read(form)).toEqual({ ok: true, request: { clientId: 'a.example', code: 'c' } })
  })

  it.each(['authorization_code', 'ocm_share', 'ocm_authorization_code'])(
    'has the grant type %s',
    (grantType) => {
      expect(read(`grant_type=${grantType}&client_id=a.example&code=c`).ok).toBe(true)
    },
  )

  it.each([
    ['grant_type=client_credentials&client_id=a.example&code=c', 'unsupported_grant_type'],
    ['client_id=a.example&code=c', 'invalid_request'],
    ['grant_type=authorization_code&code=c', 'invalid_request'],
    ['grant_type=authorization_code&client_id=a%20b&code=c', 'invalid_request'],
    ['grant_type=authorization_code&client_id=a.example', 'invalid_request'],
    ['grant_type=authorization_code&client_id=a.example&code=', 'invalid_request'],
    ['grant_type=authorization_code&client_id=a.example&code=c&code=d', 'invalid_request'],
    [`grant_type=authorization_code&client_id=a.example&code=${'c'.repeat(5000)}`, 'invalid_request'],
    [`grant_type=authorization_code&client_id=a.example&code=c&x=${'x'.repeat(9000)}`, 'invalid_request'],
    ['{"grant_type":"ocm_authorization_code","client_id":"a.example","code":"c"}', 'invalid_request'],
    ['', 'invalid_request'],
  ])('OCM-TOK-6: %.60s is refused', (form, error) => {
    expect(read(form)).toEqual({ ok: false, error })
  })
})

describe('a token response', () => {
  it('OCM-TOK-3: has the token, its type and its life in seconds', () => {
    const body = tokenResponseBody({ accessToken: 'at_1', expiresInMs: 300_999 })
    expect(body).toEqual({ access_token: 'at_1', token_type: 'Bearer', expires_in: 300 })
    expect(readTokenResponse(body)).toEqual({ accessToken: 'at_1', expiresInMs: 300_000 })
  })

  it.each([
    [{ access_token: 't', token_type: 'bearer', expires_in: '60' }, 60_000],
    [{ access_token: 't', token_type: 'Bearer' }, 300_000],
    [{ access_token: 't', expires_in: -5 }, 300_000],
    [{ access_token: 't', expires_in: 'soon', refresh_token: 'r' }, 300_000],
    [{ access_token: 't', expires_in: 1e12 }, 86_400_000],
  ])('is read leniently (%j)', (json, expiresInMs) => {
    expect(readTokenResponse(json)).toEqual({ accessToken: 't', expiresInMs })
  })

  it.each([
    null,
    [],
    'token',
    {},
    { access_token: '' },
    { access_token: 7 },
    { access_token: 'two words' },
    { access_token: 'line\r\nbreak' },
    { access_token: 't', token_type: 'mac' },
  ])('is of no use when it is %j', (json) => {
    expect(readTokenResponse(json)).toBeUndefined()
  })
})
