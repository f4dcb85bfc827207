import { describe, expect, it } from 'vitest'
import { parseComponent } from './component-identifier.ts'
import { derivedComponent } from './derived-components.ts'
import type { RequestMessage } from './message.ts'

const request: RequestMessage = {
  method: 'POST',
  url: 'https://www.example.com/path?param=value',
  headers: {},
}

function derive(component: string, changes: Partial<RequestMessage> = {}): unknown {
  return derivedComponent(parseComponent(component), { ...request, ...changes })
}

describe('the derived components of RFC 9421 2.2', () => {
  it.each([
    ['@method', 'POST'],
    ['@target-uri', 'https://www.example.com/path?param=value'],
    ['@authority', 'www.example.com'],
    ['@scheme', 'https'],
    ['@request-target', '/path?param=value'],
    ['@path', '/path'],
    ['@query', '?param=value'],
    ['@query-param;name="param"', 'value'],
  ])('%s of the example is %s', (component, value) => {
    expect(derive(component)).toBe(value)
  })

  it('@status is that of the response', () => {
    expect(derivedComponent(parseComponent('@status'), { status: 200, headers: {} })).toBe('200')
  })

  it('@method keeps its case', () => {
    expect(derive('@method', { method: 'pRopFind' })).toBe('pRopFind')
  })

  it.each([
    ['https://WWW.Example.com:443/', 'www.example.com'],
    ['http://www.example.com:80/', 'www.example.com'],
    ['http://www.example.com:443/', 'www.example.com:443'],
    ['https://www.example.com:8611/', 'www.example.com:8611'],
    ['https://[2001:DB8::1]:443/', '[2001:db8::1]'],
  ])('@authority of %s is %s', (url, value) => {
    expect(derive('@authority', { url })).toBe(value)
  })

  it.each([
    ['HTTPS://Example.COM/Path?Q=1#part', 'https://example.com/Path?Q=1'],
    ['https://example.com', 'https://example.com/'],
    ['https://example.com?x', 'https://example.com/?x'],
    ['https://example.com:443/', 'https://example.com:443/'],
    ["https://example.com/a/../b/%7e'[]|", "https://example.com/a/../b/%7e'[]|"],
  ])('@target-uri of %s is %s', (url, value) => {
    expect(derive('@target-uri', { url })).toBe(value)
  })

  it.each([
    '/path',
    '//host/path',
    'ftp://host/',
    'https://',
    'https://user:secret@host/',
    'https://h/a b',
    'https://h:x/',
  ])('a URL like %s has no components', (url) => {
    expect(derive('@target-uri', { url })).toMatchObject({ reason: 'component-invalid' })
  })

  it.each(['https://www.example.com/path?param=value', 'www.example.com:80', '*'])(
    '@request-target is what the message says where it is not path and query: %s',
    (requestTarget) => {
      expect(derive('@request-target', { requestTarget })).toBe(requestTarget)
    },
  )

  it.each([
    ['https://h/path?queryString', '?queryString'],
    ['https://h/path?baz=bat%2Dman', '?baz=bat%2Dman'],
    ['https://h/path', '?'],
    ['https://h/path?', '?'],
  ])('@query of %s is %s', (url, value) => {
    expect(derive('@query', { url })).toBe(value)
  })

  it.each([
    ['baz', 'batman'],
    ['qux', ''],
    ['var', 'this%20is%20a%20big%0Amultiline%20value'],
    ['bar', 'with%20plus%20whitespace'],
    ['fa%C3%A7ade%22%3A%20', 'something'],
    ['marks', '*-._%21%27%28%29%7E'],
  ])('@query-param;name="%s" is %s', (name, value) => {
    const query =
      'baz=batman&qux=&var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace' +
      "&fa%C3%A7ade%22%3A%20=something&marks=*-._!'()~"
    expect(derive(`@query-param;name="${name}"`, { url: `https://h/parameters?${query}` })).toBe(value)
  })

  it.each(['twice', 'absent'])('@query-param refuses a parameter that is there %s', (name) => {
    const url = 'https://h/?twice=1&twice=2'
    expect(derive(`@query-param;name="${name}"`, { url })).toMatchObject({ reason: 'component-invalid' })
  })

  it('a request has no @status, a response no @method, and nothing has an unknown component', () => {
    const refused = { ok: false, reason: 'component-invalid' }
    expect(derive('@status')).toMatchObject(refused)
    expect(derive('@unknown')).toMatchObject(refused)
    expect(derivedComponent(parseComponent('@method'), { status: 200, headers: {} })).toMatchObject(refused)
    expect(derivedComponent(parseComponent('@status'), { status: 20, headers: {} })).toMatchObject(refused)
  })
})
