import { describe, expect, it } from 'vitest'
import { grantToken, refuseToken } from './token-endpoint.ts'

describe('the token endpoint', () => {
  it('OCM-TOK-3, OCM-TOK-12: grants with 200, and the answer is not stored', () => {
    expect(grantToken({ accessToken: 'at_5Yw1sK0', expiresInMs: 300_000 })).toEqual({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { access_token: 'at_5Yw1sK0', token_type: 'Bearer', expires_in: 300 },
    })
  })

  it.each([
    ['malformed', 'invalid_request'],
    ['unsupported-grant-type', 'unsupported_grant_type'],
    ['unauthenticated', 'invalid_client'],
    ['client-not-signer', 'invalid_client'],
    ['unknown-code', 'invalid_grant'],
    ['share-ended', 'invalid_grant'],
    ['wrong-receiver', 'invalid_grant'],
    ['receiver-blocked', 'unauthorized_client'],
  ] as const)('OCM-TOK-6: answers 400 for %s, with the error %s', (reason, error) => {
    expect(refuseToken(reason)).toEqual({
      status: 400,
      headers: { 'cache-control': 'no-store' },
      body: { error },
    })
  })

  it('answers 503 for trouble of its own, so that nobody takes the share for dead', () => {
    expect(refuseToken('unavailable')).toMatchObject({
      status: 503,
      body: { error: 'temporarily_unavailable' },
    })
  })

  it('does not tell a stranger that a code exists', () => {
    expect(refuseToken('wrong-receiver')).toEqual(refuseToken('unknown-code'))
  })
})
