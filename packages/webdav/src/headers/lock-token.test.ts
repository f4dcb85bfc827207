import { describe, expect, it } from 'vitest'
import { parseLockToken, writeLockToken } from './lock-token.ts'

const token = 'opaquelocktoken:a515cfa4-5da4-22e1-f5b5-00a0451e6bf7'

describe('parseLockToken', () => {
  it.each([
    ['as RFC 4918 10.5 has it', `<${token}>`],
    ['without brackets, as Windows sends it', token],
    ['with space around it', ` <${token}> `],
  ])('reads a token %s', (_what, value) => {
    expect(parseLockToken(value)).toBe(token)
  })

  it.each(['', '<>', 'a515cfa4', '<a b:c>', '<x:1> <x:2>', '<<x:1>>', 'x:\u00e9'])('refuses %j', (value) => {
    expect(parseLockToken(value)).toBeUndefined()
  })

  it('reads back what is written', () => {
    expect(parseLockToken(writeLockToken(token))).toBe(token)
  })
})
