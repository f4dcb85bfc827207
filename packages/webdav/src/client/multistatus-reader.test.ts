import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standaloneXml } from '../xml/standalone-xml.ts'
import { readMultistatus } from './multistatus-reader.ts'
import { RemoteTrouble } from './remote-trouble.ts'

const wanted = new Set(['DAV: getetag', 'DAV: resourcetype', 'http://owncloud.org/ns id'])

describe('readMultistatus', () => {
  it('reads responses under any prefix', async () => {
    const xml =
      '<?xml version="1.0"?><multistatus xmlns="DAV:" xmlns:x="http://owncloud.org/ns"><response>' +
      '<href> /dav/a%20b/ </href><propstat><prop><getetag>"1"</getetag><x:id>7</x:id>' +
      '<resourcetype><collection/></resourcetype><other>no</other></prop><status>HTTP/1.1 200 OK</status></propstat>' +
      '<propstat><prop><getetag/></prop><status>HTTP/1.1 404 Not Found</status></propstat>' +
      '</response></multistatus>'
    expect(await read(xml)).toEqual([
      {
        href: '/dav/a%20b/',
        status: undefined,
        partStatus: 404,
        properties: new Map([
          ['DAV: getetag', '"1"'],
          ['http://owncloud.org/ns id', '7'],
          ['DAV: resourcetype', ''],
        ]),
        elements: [],
        isCollection: true,
      },
    ])
  })

  it('keeps whole elements of those that are wanted so, with the namespaces around them', async () => {
    const xml =
      '<multistatus xmlns="DAV:" xmlns:x="urn:x"><response><href>/a</href><propstat><prop xml:lang="de">' +
      '<x:a b="1">t<x:c/>&amp;</x:a><x:d>no</x:d></prop><status>HTTP/1.1 200 OK</status></propstat>' +
      '<propstat><prop><x:a/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response></multistatus>'
    const keeps = ({ local }: { local: string }) => local === 'a'
    const [response] = await Array.fromAsync(
      readMultistatus(Readable.from([Buffer.from(xml)]), wanted, keeps),
    )
    const written = response?.elements.map((element) => standaloneXml(element, 1000))
    expect(written).toEqual(['<x:a xmlns="DAV:" xmlns:x="urn:x" xml:lang="de" b="1">t<x:c/>&amp;</x:a>'])
  })

  it('reads entities, character references and CDATA', async () => {
    const xml = responseWith('<d:getetag>&quot;a&amp;b&#x21;<![CDATA[<c>]]>&quot;</d:getetag>')
    expect((await read(xml))[0]?.properties.get('DAV: getetag')).toBe('"a&b!<c>"')
  })

  it('is not misled by elements in the wrong place', async () => {
    const xml =
      '<d:multistatus xmlns:d="DAV:"><d:junk><d:response><d:href>/junk</d:href></d:response></d:junk>' +
      '<d:sync-token>x</d:sync-token><d:response><d:junk><d:href>/junk</d:href></d:junk><d:href>/dav/a</d:href>' +
      '<d:getetag>junk</d:getetag><d:propstat><d:prop><d:junk><d:getetag>junk</d:getetag></d:junk>' +
      '<d:getetag>"1"</d:getetag><d:resourcetype><d:junk><d:collection/></d:junk></d:resourcetype></d:prop>' +
      '<d:junk><d:status>HTTP/1.1 404 Not Found</d:status></d:junk></d:propstat></d:response></d:multistatus>'
    expect(await read(xml)).toMatchObject([
      {
        href: '/dav/a',
        isCollection: false,
        properties: new Map([
          ['DAV: getetag', '"1"'],
          ['DAV: resourcetype', ''],
        ]),
      },
    ])
  })

  it('reads the status of a whole resource', async () => {
    const xml = `<d:multistatus xmlns:d="DAV:"><d:response><d:href>/a</d:href><d:status>HTTP/1.1 423 Locked</d:status></d:response></d:multistatus>`
    expect(await read(xml)).toMatchObject([{ href: '/a', status: 423 }])
  })

  it('reads the same, wherever the bytes are cut', async () => {
    const bytes = Buffer.from(responseWith('<d:getetag>"é🏝"</d:getetag>', '/dav/é🏝'))
    const whole = await read(bytes)
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length)), async (cuts) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
        const chunks = edges.slice(1).map((end, position) => bytes.subarray(edges[position], end))
        expect(await Array.fromAsync(readMultistatus(Readable.from(chunks), wanted))).toEqual(whole)
      }),
    )
  })

  it('hands responses on before the end has come', async () => {
    const body = new Readable({ read() {} })
    const responses = readMultistatus(body, wanted)
    body.push(responseWith('').replace('</d:multistatus>', ''))
    expect(await responses.next()).toMatchObject({ done: false, value: { href: '/dav/a' } })
    await responses.return(undefined)
    expect(body.destroyed).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['a web page', '<!DOCTYPE html><html><body><br></body></html>'],
    ['a well-formed web page', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['JSON', '{"error": "no"}'],
    ['an error body', '<d:error xmlns:d="DAV:"/>'],
    ['a multistatus of another namespace', '<multistatus xmlns="DAV"/>'],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "aaaa">]><d:multistatus xmlns:d="DAV:"/>'],
    ['an undefined entity', responseWith('<d:getetag>&a;</d:getetag>')],
    ['what ends early', responseWith('').slice(0, -3)],
    ['what ends between two responses', responseWith('').replace('</d:multistatus>', '')],
    ['what goes on after the end', `${responseWith('')}<d:multistatus xmlns:d="DAV:"/>`],
    ['bytes that are not UTF-8', Buffer.from(responseWith('', '/dav/é'), 'latin1')],
    [
      'a character cut in half at the end',
      Buffer.concat([Buffer.from(responseWith('')), Buffer.from([0xc3])]),
    ],
    ['50,000 nested elements', `<d:multistatus xmlns:d="DAV:">${'<d:a>'.repeat(50_000)}`],
  ])('calls %s malformed', async (_what, xml) => {
    await expect(read(xml)).rejects.toThrow(
      expect.objectContaining({ name: 'RemoteTrouble', code: 'malformed' }),
    )
  })

  it.each([
    ['responses', endless('<d:response><d:href>/dav/a</d:href></d:response>')],
    ['text', endless('text')],
    ['comments', endless('<!-- comment -->')],
    ['attributes', endless(' a="b"', '<d:multistatus xmlns:d="DAV:" ')],
    ['elements outside of a response', endless('<d:junk/>')],
    ['properties', endless('<d:junk/>', '<d:multistatus xmlns:d="DAV:"><d:response><d:propstat><d:prop>')],
  ])('stops at endless %s', async (_what, chunks) => {
    const body = Readable.from(chunks)
    const reading = Array.fromAsync(readMultistatus(body, wanted))
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'RemoteTrouble' }))
    expect(body.destroyed).toBe(true)
  })

  it('says when the connection broke off', async () => {
    const body = new Readable({ read() {} })
    const reading = Array.fromAsync(readMultistatus(body, wanted))
    body.push(responseWith('').slice(0, 100))
    body.destroy(new Error('reset'))
    await expect(reading).rejects.toThrow(expect.objectContaining({ code: 'broken-off' }))
  })

  it('comes to an end on every input, and only with what it may throw', async () => {
    const junk = fc.array(
      fc.constantFrom(
        '<d:multistatus xmlns:d="DAV:">',
        '</d:multistatus>',
        '<d:response>',
        '</d:response>',
        '<d:href>',
        '</d:href>',
        '<d:propstat><d:prop>',
        '</d:prop></d:propstat>',
        '<d:resourcetype/>',
        '<',
        '>',
        '&',
        '&amp;',
        'a',
        '\u0000',
        '\uFFFD',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<?x?>',
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          junk.map((parts) => parts.join('')),
          fc.uint8Array().map(Buffer.from),
        ),
        async (input) => {
          try {
            expect(await read(input)).toBeInstanceOf(Array)
          } catch (error) {
            expect(error).toBeInstanceOf(RemoteTrouble)
          }
        },
      ),
    )
  })
})

function read(xml: string | Buffer) {
  return Array.fromAsync(readMultistatus(Readable.from([Buffer.from(xml)]), wanted))
}

function responseWith(properties: string, href = '/dav/a'): string {
  return (
    `<d:multistatus xmlns:d="DAV:"><d:response><d:href>${href}</d:href><d:propstat><d:prop>${properties}</d:prop>` +
    '<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>'
  )
}

async function* endless(part: string, start = '<d:multistatus xmlns:d="DAV:">'): AsyncGenerator<Buffer> {
  yield Buffer.from(start)
  const chunk = Buffer.from(part.repeat(Math.ceil(64_000 / part.length)))
  for (;;) yield chunk
}
