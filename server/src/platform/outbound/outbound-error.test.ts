import { expect, test } from 'vitest'
import { OutboundError, toOutboundError } from './outbound-error.ts'

test.each([
  ['ECONNREFUSED', 'refused'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['CERT_HAS_EXPIRED', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls'],
  ['ECONNRESET', 'connection-closed'],
  ['EHOSTUNREACH', 'unreachable'],
  ['HPE_INVALID_CONSTANT', 'bad-response'],
])('%s means %s, and the code stays readable', (code, reason) => {
  const cause = Object.assign(new Error('it failed'), { code })
  expect(toOutboundError(cause)).toMatchObject({ reason, code, message: 'it failed', cause })
})

test('when several addresses failed, the first tells why', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  expect(toOutboundError(new AggregateError([refused]))).toMatchObject({
    reason: 'refused',
    code: 'ECONNREFUSED',
  })
})

test('an error that was sorted already stays what it is', () => {
  const error = new OutboundError('forbidden-address', 'no')
  expect(toOutboundError(error)).toBe(error)
  expect(error.code).toBe('ERR_OUTBOUND_FORBIDDEN_ADDRESS')
})
