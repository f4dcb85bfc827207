import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownPath } from './own-path.ts'

const tenant = { publicUrl: 'https://cloud.example' }

test.each([
  ['/files/Trip?sort=name#top', '/files/Trip?sort=name#top'],
  ['/files/../admin', '/admin'],
  [undefined, '/'],
  [null, '/'],
  ['', '/'],
  ['files', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['https://evil.example/', '/'],
  ['https://cloud.example/files', '/'],
  ['javascript:alert(1)', '/'],
  ['/\r\nset-cookie: a=b', '/set-cookie:%20a=b'],
  [`/${'x'.repeat(3000)}`, '/'],
])('who asks for %j is led to %j', (wanted, path) => {
  expect(ownPath(wanted, tenant, '/')).toBe(path)
})

test('nothing leads away from this server, or out of a header', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('/', '\\', '.', '..', ':', '@', 'evil.example', '\n', '\t', '%2f', '?', '#'))
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const path = ownPath(`/${text}`, tenant, '/')
      expect(new URL(path, 'https://cloud.example').host).toBe('cloud.example')
      expect(path).toMatch(/^\/(?!\/)[!-~]*$/)
    }),
  )
})
