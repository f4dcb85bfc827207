import { describe, expect, it } from 'vitest'
import { errorBody, readErrorAnswer, readShareAnswer } from './answers.ts'
import { readJwkSet } from './jwk-set.ts'

describe('answers', () => {
  it('OCM-SHARE-22: a refusal has a message, and a 400 also what is wrong', () => {
    expect(errorBody('SIGNATURE_INVALID')).toEqual({ message: 'SIGNATURE_INVALID' })
    const validationErrors = [{ name: 'shareWith', message: 'NOT_FOUND' }]
    expect(errorBody('VALIDATION_FAILED', validationErrors)).toEqual({
      message: 'VALIDATION_FAILED',
      validationErrors,
    })
  })

  it('of peers that refuse are read in every shape', () => {
    expect(readErrorAnswer({ code: 'INVALID_PARAMETER', message: 'no' })).toEqual({ message: 'no' })
    expect(readErrorAnswer({ message: 'Invalid or non existing token', error: true })).toEqual({
      message: 'Invalid or non existing token',
    })
    expect(readErrorAnswer({ error: 'invalid_grant' })).toEqual({ error: 'invalid_grant' })
    for (const other of [undefined, null, [], '<html>', 7]) expect(readErrorAnswer(other)).toEqual({})
  })

  it('to a share may say how the recipient is called, and need not', () => {
    expect(readShareAnswer({ recipientDisplayName: 'Noor', recipientUserId: 'noor' })).toEqual({
      recipientDisplayName: 'Noor',
    })
    for (const other of [
      undefined,
      null,
      [],
      {},
      { recipientDisplayName: '' },
      { recipientDisplayName: 7 },
    ]) {
      expect(readShareAnswer(other)).toEqual({})
    }
  })
})

describe('a JWK set', () => {
  it('keeps the keys that a signature can name', () => {
    const key = { kty: 'OKP', kid: 'k1', alg: 'Ed25519', crv: 'Ed25519', x: 'x' }
    expect(readJwkSet({ keys: [key, { kty: 'OKP' }, 'key', null], extra: 1 })).toEqual({ keys: [key] })
  })

  it.each([null, [], {}, { keys: {} }, { keys: Array.from({ length: 101 }, () => ({ kid: 'k' })) }])(
    'is not %.40j',
    (json) => {
      expect(readJwkSet(json)).toBeUndefined()
    },
  )
})
