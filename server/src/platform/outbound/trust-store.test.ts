import { expect, test } from 'vitest'
import { createTrustStore } from './trust-store.ts'

test.each([['hello'], ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n']])(
  'an additional authority that is no certificate is refused (%j)',
  (pem) => {
    expect(() => createTrustStore([pem])).toThrow()
  },
)
