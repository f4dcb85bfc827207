import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundaryOf, readMultipart } from './read-multipart.ts'

interface Sent {
  readonly name: string
  readonly filename?: string
  readonly contents: Uint8Array
}

const boundary = '----WebKitFormBoundary7MA4YWxk'

async function encoded(sent: readonly Sent[]): Promise<{ body: Buffer; boundary: string }> {
  const form = new FormData()
  for (const { name, filename, contents } of sent) {
    form.append(name, new Blob([Buffer.from(contents)]), filename ?? 'file')
  }
  const response = new Response(form)
  const type = boundaryOf(response.headers.get('content-type') ?? '')
  return { body: Buffer.from(await response.arrayBuffer()), boundary: type ?? '' }
}

async function* inPieces(body: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.byteLength; at += size) yield body.subarray(at, at + size)
}

async function readAll(body: Buffer, limit: string, size = 7): Promise<Sent[]> {
  const parts: Sent[] = []
  for await (const { contents, ...head } of readMultipart(inPieces(body, size), limit)) {
    parts.push({ ...head, contents: Buffer.concat(await Array.fromAsync(contents)) })
  }
  return parts
}

function raw(...lines: string[]): Buffer {
  return Buffer.from(lines.join('\r\n'))
}

test('what the form of a browser sends is read, however it is cut', async () => {
  const part = fc.record({
    name: fc.string({ unit: 'grapheme' }).map((text) => text.toWellFormed().replaceAll(/[\r\n]/g, '')),
    filename: fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.toWellFormed()),
    contents: fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(...['\r\n', '\r\n--', '--', `\r\n--${boundary}`].map((text) => Buffer.from(text))),
    ),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 4 }),
      fc.integer({ min: 1, max: 90 }),
      async (sent, size) => {
        const form = await encoded(sent)
        const expected = sent.map(({ name, filename, contents }) => ({
          name: unescaped(name),
          filename: unescaped(filename).replace(/^.*[/\\]/s, ''),
          contents: Buffer.from(contents),
        }))
        expect(await readAll(form.body, form.boundary, size)).toEqual(expected)
      },
    ),
  )
})

/** The encoding has no way to say that somebody has written an escape. */
function unescaped(text: string): string {
  return text.replaceAll(/%22|%0D|%0A/gi, (escaped) => decodeURIComponent(escaped))
}

test('a part that nobody reads is skipped, and one that is half read as well', async () => {
  const { body, boundary: limit } = await encoded(
    ['a', 'b', 'c'].map((name) => ({ name, contents: Buffer.alloc(1000) })),
  )
  const names: string[] = []
  for await (const { name, contents } of readMultipart(inPieces(body, 64), limit)) {
    names.push(name)
    if (name === 'b') await contents.next()
  }
  expect(names).toEqual(['a', 'b', 'c'])
})

test('text before the first boundary and after the last one is not looked at', async () => {
  const body = raw(
    'preamble',
    '--x',
    'Content-Disposition: form-data; name="a"',
    '',
    '1',
    '--x--',
    'epilogue',
  )
  expect(await readAll(body, 'x')).toEqual([{ name: 'a', contents: Buffer.from('1') }])
})

const head = 'Content-Disposition: form-data; name="a"'

describe('a body that is no form is refused', () => {
  test.each([
    ['is empty', raw('')],
    ['has no boundary', raw('a=1&b=2')],
    ['breaks off before a boundary', raw('--x', head, '', 'half')],
    ['breaks off in a boundary', raw('--x', head, '', 'half', '--')],
    ['breaks off after a part', raw('--x', head, '', 'whole', '--x')],
    ['has a part without a name', raw('--x', 'Content-Type: text/plain', '', '1', '--x--')],
    ['goes on after a boundary', raw('--xy', head, '', '1', '--x--')],
    ['has a head without an end', Buffer.from(`--x\r\n${'a'.repeat(20_000)}`)],
    [
      'has a name that is no UTF-8',
      Buffer.concat([
        raw('--x', 'Content-Disposition: form-data; name="'),
        Buffer.from([0xff]),
        raw('"', '', '1', '--x--'),
      ]),
    ],
    [
      'has too many parts',
      raw(...Array.from({ length: 1001 }).flatMap(() => ['--x', head, '', '']), '--x--'),
    ],
  ])('when it %s', async (_, body) => {
    await expect(readAll(body, 'x')).rejects.toMatchObject({ code: 'validation-failed' })
  })
})

test('the body is asked for no faster than the contents are read, and stays open when the reader stops', async () => {
  let given = 0
  const source = Readable.from(
    (async function* () {
      yield raw('--x', head, '', '')
      for (; given < 1000; given += 1) yield Buffer.alloc(1000)
    })(),
    { highWaterMark: 1 },
  )
  for await (const { contents } of readMultipart(source.iterator({ destroyOnReturn: false }), 'x')) {
    await contents.next()
    await contents.next()
    break
  }
  expect(given).toBeLessThan(10)
  expect(source.destroyed).toBe(false)
})

test.each([
  ['multipart/form-data; boundary=x', 'x'],
  ['Multipart/Form-Data; charset=utf-8; Boundary="a b"', 'a b'],
  ['multipart/form-data', undefined],
  ['multipart/mixed; boundary=x', undefined],
  [`multipart/form-data; boundary=${'x'.repeat(71)}`, undefined],
  [undefined, undefined],
])('the boundary of %s is %s', (contentType, expected) => {
  expect(boundaryOf(contentType)).toBe(expected)
})
