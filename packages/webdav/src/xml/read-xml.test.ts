import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readXml } from './read-xml.ts'
import { textOf } from './xml-element.ts'

describe('readXml', () => {
  it('reads elements with their namespaces', async () => {
    const reading = await readXml(bodyOf('<a xmlns="x"><b:c xmlns:b="y"/><d/></a>'))
    expect(reading).toMatchObject({
      ok: true,
      root: {
        namespace: 'x',
        local: 'a',
        content: [
          { namespace: 'y', local: 'c', name: 'b:c', content: [] },
          { namespace: 'x', local: 'd', name: 'd', content: [] },
        ],
      },
    })
  })

  it('reads text and attributes, without comments and processing instructions', async () => {
    const xml = '<a b="1" x:c="2" xmlns:x="urn:x">one<!-- no --><?no no?> &amp; <![CDATA[<two>]]><d/></a>'
    const reading = await readXml(bodyOf(xml))
    const root = reading.ok ? reading.root : undefined
    if (root === undefined) throw new Error('not read')
    expect(textOf(root)).toBe('one & <two>')
    expect(root.attributes).toEqual([
      ['b', '1'],
      ['x:c', '2'],
    ])
    expect(root.scope.declarations).toEqual([['x', 'urn:x']])
  })

  it('takes an empty body for no document', async () => {
    expect(await readXml(bodyOf(''))).toEqual({ ok: true, root: undefined })
  })

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff<é/>')],
    ['UTF-16, little end first', Buffer.from('\ufeff<é/>', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeff<é/>', 'utf16le').swap16()],
  ])('reads %s', async (_encoding, body) => {
    expect(await readXml(bodyOf(body))).toMatchObject({ ok: true, root: { local: 'é' } })
  })

  it.each([
    ['text', 'hello'],
    ['an element that is not closed', '<a>'],
    ['crossed elements', '<a><b></a></b>'],
    ['two roots', '<a/><b/>'],
    ['an unbound prefix', '<x:a/>'],
    ['a prefix bound to nothing', '<a><x:b xmlns:x=""/></a>'],
    ['an undefined entity', '<a>&nbsp;</a>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['Latin-1', Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>', 'latin1')],
    ['one byte', Buffer.from([0x3c])],
    ['zero bytes', Buffer.alloc(100)],
    ['an odd number of bytes of UTF-16', Buffer.from([0xff, 0xfe, 0x3c])],
    ['65 attributes', `<a ${Array.from({ length: 65 }, (_, number) => `b${number}=""`).join(' ')}/>`],
    ['elements nested 33 deep', '<a>'.repeat(33) + '</a>'.repeat(33)],
    ['elements nested as deep as fits', '<a>'.repeat(21_000)],
  ])('refuses %s', async (_what, body) => {
    expect(await readXml(bodyOf(body))).toEqual({ ok: false, reason: 'malformed' })
  })

  it('takes elements nested 32 deep', async () => {
    expect(await readXml(bodyOf('<a>'.repeat(32) + '</a>'.repeat(32)))).toMatchObject({ ok: true })
  })

  it('reads no more than 64 KiB, and leaves the connection alone', async () => {
    const endless = Readable.from(chunks(), { objectMode: false })
    expect(await readXml(endless)).toEqual({ ok: false, reason: 'too-large' })
    expect(endless.destroyed).toBe(false)
    endless.destroy()
  })

  it('reads as much as a method allows for, in at most 20,000 elements', async () => {
    const reading = (count: number) => readXml(bodyOf(`<a>${'<b/>'.repeat(count - 1)}</a>`), 1024 * 1024)
    expect(await reading(20_000)).toMatchObject({ ok: true })
    expect(await reading(20_001)).toEqual({ ok: false, reason: 'malformed' })
  })

  it('refuses 50,000 nested elements without ado', async () => {
    expect(await readXml(bodyOf('<a>'.repeat(50_000)))).toEqual({ ok: false, reason: 'too-large' })
  })

  it('comes to an end on every input', async () => {
    const junk = fc.array(
      fc.constantFrom('<', '>', '/', 'a', '&', ';', '"', '!', '[CDATA[', ']]', '?', '=', 'xmlns:', ' '),
    )
    await fc.assert(
      fc.asyncProperty(junk, async (parts) => {
        expect(await readXml(bodyOf(parts.join('')))).toHaveProperty('ok')
      }),
    )
  })
})

function bodyOf(body: string | Buffer): Readable {
  return Readable.from([Buffer.from(body)])
}

async function* chunks(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.alloc(1024, '<a>')
}
