import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { escapeXml } from './escape-xml.ts'

describe('escapeXml', () => {
  it('escapes what XML would read as markup', () => {
    expect(escapeXml('a<b & "c">d')).toBe('a&lt;b &amp; &quot;c&quot;&gt;d')
  })

  it('replaces what XML cannot carry', () => {
    expect(escapeXml('a\u0000b\u001bc\uffffd\ud800e')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde')
  })

  it('is read back unchanged wherever it can be', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let read = ''
        const parser = new SaxesParser()
        parser.on('text', (part) => {
          read += part
        })
        parser.write(`<a>${escapeXml(text)}</a>`).close()
        expect(read).toBe(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd'))
      }),
    )
  })
})
