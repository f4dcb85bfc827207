import { expect, test } from 'vitest'
import { constantTimeEqual } from './constant-time-equal.ts'

test.each([
  ['', '', true],
  ['secret', 'secret', true],
  ['secret', 'secreT', false],
  ['secret', 'secret ', false],
  ['secret', '', false],
  ['é', 'e\u0301', false],
])('%j and %j are the same: %s', (a, b, expected) => {
  expect(constantTimeEqual(a, b)).toBe(expected)
})
