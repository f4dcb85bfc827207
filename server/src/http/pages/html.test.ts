import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attachmentOf } from '../contents/attachment-of.ts'
import { html } from './html.ts'

test('texts are escaped and markup is not, at any depth', () => {
  const inner = html`<b>${'<i>'}</b>`
  expect(html`<p title="${'"\'&'}">${[inner, 'a & b', undefined, 7]}</p>`.text).toBe(
    '<p title="&quot;&#39;&amp;"><b>&lt;i&gt;</b>a &amp; b7</p>',
  )
})

test('no text gets out of its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(html`<a href="${text}">${text}</a>`.text.match(/[<>"]/g)).toHaveLength(6)
    }),
  )
})

test('any name of a file makes a header that says it, in one line of ASCII', () => {
  expect(attachmentOf('a "b" %41 ü.txt')).toBe(
    `attachment; filename="a _b_ _41 _.txt"; filename*=UTF-8''a%20%22b%22%20%2541%20%C3%BC.txt`,
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      const header = attachmentOf(name.toWellFormed())
      expect(header).toMatch(/^attachment; filename="[ !#-$&-[\]-~]*"; filename\*=UTF-8''[\w%.~!$&+^`|-]+$/)
    }),
  )
})
