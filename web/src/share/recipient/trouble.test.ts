import { expect, test } from 'vitest'
import { troubleOf } from './trouble.ts'

test.each([
  ['dns-missing', 'misspelt'],
  ['connection-refused', 'silent'],
  ['connection-timeout', 'silent'],
  ['peer-unavailable', 'silent'],
  ['certificate-expired', 'unsafe'],
  ['discovery-redirects-to-http', 'unsafe'],
  ['discovery-html', 'noCloud'],
  ['discovery-unavailable', 'silent'],
  ['ocm-disabled', 'closed'],
  ['forbidden', 'unwanted'],
  ['not-found', 'nobody'],
  ['peer-blocked', 'blocked'],
  ['peer-demands-signatures', 'unfit'],
  ['something-new', 'broken'],
] as const)('%s is said as %s', (reason, trouble) => {
  expect(troubleOf(reason)).toBe(trouble)
})
