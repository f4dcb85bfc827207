import { describe, expect, it } from 'vitest'
import { parseComponent } from './component-identifier.ts'
import type { Message } from './message.ts'
import { createSignatureBase } from './signature-base.ts'

const request: Message = {
  method: 'GET',
  url: 'https://a.example/?q=1',
  headers: { a: 'b=1', c: 'd', '@method': 'POST', 'content-digest': 'sha-256=:AA==:' },
}
const response: Message = { status: 200, headers: { a: 'b=2' }, request }

function base(message: Message, ...components: readonly string[]): unknown {
  return createSignatureBase(message, components.map(parseComponent), '()', { a: 'dictionary' })
}

describe('the signature base (RFC 9421 2.5)', () => {
  it('has a line for each component in order, and the parameters last, without a line break at the end', () => {
    expect(base(request, 'c', '@method', 'a;key="b"')).toBe(
      '"c": d\n"@method": GET\n"a";key="b": 1\n"@signature-params": ()',
    )
  })

  it('of a response takes components with req from the request', () => {
    expect(base(response, 'a', 'a;req', '@path;req', 'a;req;key="b"', '@query-param;req;name="q"')).toBe(
      [
        '"a": b=2',
        '"a";req: b=1',
        '"@path";req: /',
        '"a";req;key="b": 1',
        '"@query-param";req;name="q": 1',
        '"@signature-params": ()',
      ].join('\n'),
    )
  })

  it.each([
    ['a component twice', request, ['a', 'a']],
    ['a component twice with its parameters in another order', response, ['a;req;key="b"', 'a;key="b";req']],
    ['req in a request', request, ['a;req']],
    ['req in a response without its request', { status: 200, headers: {} }, ['a;req']],
    ['the status of the request', response, ['@status;req']],
    ['a name in upper case', request, ['Content-Digest']],
    ['an empty name', request, ['']],
    ['a name with a space', request, ['a b']],
    ['the parameters themselves', request, ['@signature-params']],
    ['an unknown derived component', request, ['@unknown']],
    ['an unknown parameter', request, ['a;unknown']],
    ['a flag that is false', request, ['a;sf=?0']],
    ['a flag with a text', request, ['a;req="x"']],
    ['a key without a text', request, ['a;key']],
    ['bs together with sf', request, ['a;bs;sf']],
    ['bs together with key', request, ['a;bs;key="b"']],
    ['a field parameter on a derived component', request, ['@method;sf']],
    ['a trailer parameter on a derived component', request, ['@method;tr']],
    ['a query parameter without a name', request, ['@query-param']],
    ['a name for another derived component', request, ['@path;name="q"']],
    ['a value beyond ASCII', { ...request, headers: { a: 'caf\xe9' } }, ['a']],
    ['a value with a control character', { ...request, headers: { a: 'a\0b' } }, ['a']],
    ['a method with a line break', { ...request, method: 'GET\n"a": x' }, ['@method']],
  ])('refuses %s', (_, message, components) => {
    expect(base(message, ...components)).toMatchObject({ ok: false, reason: 'component-invalid' })
  })

  it('never takes a derived component from a field of its name (RFC 9421 7.5.1)', () => {
    expect(base(request, '@method')).toContain('"@method": GET')
  })

  it('a component list that cannot be read is a fault of the program', () => {
    expect(() => parseComponent('a;key=')).toThrow()
    expect(() => parseComponent('"a')).toThrow()
    expect(parseComponent('"a";req')).toEqual(parseComponent('a;req'))
  })
})
