import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeXml } from './escape-xml.ts'
import { readXml } from './read-xml.ts'
import { standaloneXml } from './standalone-xml.ts'
import { childElements, type XmlElement } from './xml-element.ts'

describe('standaloneXml', () => {
  it.each([
    ['its own namespace', '<a><x:p xmlns:x="urn:x">v</x:p></a>', '<x:p xmlns:x="urn:x">v</x:p>'],
    ['a prefix from further out', '<a xmlns:x="urn:x"><x:p/></a>', '<x:p xmlns:x="urn:x"/>'],
    ['the default namespace from further out', '<a xmlns="urn:a"><p/></a>', '<p xmlns="urn:a"/>'],
    ['no namespace', '<a><p><q/></p></a>', '<p><q/></p>'],
    [
      'a prefix that only the text refers to',
      '<a xmlns:s="urn:s"><p type="s:int">s:string</p></a>',
      '<p xmlns:s="urn:s" type="s:int">s:string</p>',
    ],
    [
      'a prefix that is declared again',
      '<x:a xmlns:x="urn:1"><x:p xmlns:x="urn:2"/></x:a>',
      '<x:p xmlns:x="urn:2"/>',
    ],
    [
      'declarations further in',
      '<a xmlns="urn:a"><p><q xmlns="urn:q"/><r/></p></a>',
      '<p xmlns="urn:a"><q xmlns="urn:q"/><r/></p>',
    ],
    ['the default namespace undone', '<a xmlns="urn:a"><p xmlns=""><q/></p></a>', '<p xmlns=""><q/></p>'],
    ['the language', '<a xml:lang="de"><p/></a>', '<p xml:lang="de"/>'],
    ['its own language', '<a xml:lang="de"><p xml:lang="en"/></a>', '<p xml:lang="en"/>'],
    ['the language unset', '<a xml:lang="de"><p xml:lang=""/></a>', '<p xml:lang=""/>'],
    ['attributes and mixed content', '<a><p b="1">x<q c="2"/>y</p></a>', '<p b="1">x<q c="2"/>y</p>'],
    ['white space', '<a><p> <q/>\n</p></a>', '<p> <q/>\n</p>'],
    [
      'special characters',
      '<a><p b="&lt;&quot;&#9;">&amp;&gt;&#13;</p></a>',
      '<p b="&lt;&quot;&#9;">&amp;&gt;&#13;</p>',
    ],
    ['CDATA, as text', '<a><p><![CDATA[<q>]]></p></a>', '<p>&lt;q&gt;</p>'],
    ['no comments', '<a><p><!-- no --></p></a>', '<p/>'],
  ])('keeps %s', async (_what, xml, expected) => {
    expect(standaloneXml(await firstChild(xml), 1000)).toBe(expected)
  })

  it('means the same as where it stood', async () => {
    const prefix = fc.constantFrom('', 'x:', 'y:')
    const text = fc.string({ unit: 'grapheme', maxLength: 5 }).map(escapeXml)
    const { element } = fc.letrec<{ element: string }>((tie) => ({
      element: fc
        .tuple(
          prefix,
          prefix,
          text,
          fc.array(fc.oneof({ maxDepth: 3 }, text, tie('element')), { maxLength: 3 }),
        )
        .map(([own, ofAttribute, value, content]) => {
          const declaration = own === '' ? '' : ` xmlns:${own.slice(0, -1)}="urn:inner"`
          return `<${own}e${declaration} ${ofAttribute}b="${value}">${content.join('')}</${own}e>`
        }),
    }))
    await fc.assert(
      fc.asyncProperty(element, async (inner) => {
        const original = await firstChild(
          `<a xmlns="urn:default" xmlns:x="urn:x" xmlns:y="urn:y" xml:lang="en">${inner}</a>`,
        )
        const written = standaloneXml(original, 100_000)
        const again = await rootOf(written ?? '')
        expect(meaningOf(again)).toEqual(meaningOf(original))
        expect(standaloneXml(again, 100_000)).toBe(written)
      }),
    )
  })

  it('refuses what would be longer than it may be', async () => {
    expect(standaloneXml(await rootOf('<a>é</a>'), 9)).toBe('<a>é</a>')
    expect(standaloneXml(await rootOf('<a>é</a>'), 8)).toBeUndefined()
    const long = `<a xmlns:x="${'u'.repeat(1000)}"><p/></a>`
    expect(standaloneXml(await firstChild(long), 1000)).toBeUndefined()
  })
})

/** What must be the same: names, attributes and text (RFC 4918 4.3). */
function meaningOf({ namespace, local, attributes, content, scope }: XmlElement): unknown {
  const parts: unknown[] = []
  for (const part of content) {
    const last = parts.at(-1)
    if (typeof part !== 'string') parts.push(meaningOf(part))
    else if (typeof last === 'string') parts[parts.length - 1] = last + part
    else parts.push(part)
  }
  const own = attributes.filter(([name]) => name !== 'xml:lang')
  return { namespace, local, attributes: own, language: scope.language, content: parts }
}

async function firstChild(xml: string): Promise<XmlElement> {
  const [child] = childElements(await rootOf(xml))
  if (child === undefined) throw new Error('no child')
  return child
}

async function rootOf(xml: string): Promise<XmlElement> {
  const reading = await readXml(Readable.from([Buffer.from(xml)]), 1024 * 1024)
  if (!reading.ok || reading.root === undefined) throw new Error(`not read: ${xml}`)
  return reading.root
}
