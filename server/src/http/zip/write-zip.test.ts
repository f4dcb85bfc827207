import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readZip } from '../testing/read-zip.ts'
import { writeZip, type ZipEntry } from './write-zip.ts'

const modifiedAt = Date.UTC(2026, 4, 3, 12, 30, 8)

function file(name: string, contents: Uint8Array): ZipEntry {
  return { kind: 'file', name, modifiedAt, size: contents.byteLength, body: Readable.from([contents]) }
}

async function* each(entries: readonly ZipEntry[]): AsyncGenerator<ZipEntry> {
  yield* entries
}

function archiveOf(entries: readonly ZipEntry[], zip64From?: number): Promise<Buffer> {
  return buffer(Readable.from(writeZip(each(entries), zip64From), { objectMode: false }))
}

test('whatever goes in comes out, with short and with long lengths', async () => {
  const names = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 5 })
  const contents = fc.uint8Array({ maxLength: 200_000, size: 'max' })
  await fc.assert(
    fc.asyncProperty(names, contents, fc.constantFrom(0, 2 ** 31), async (entryNames, bytes, zip64From) => {
      const wellFormed = entryNames.map((name, at) => `${at}${name.toWellFormed()}`)
      const archive = await archiveOf(
        wellFormed.map((name) => file(name, bytes)),
        zip64From,
      )
      expect(readZip(archive)).toEqual(
        wellFormed.map((name) => ({ name, contents: Buffer.from(bytes), modifiedAt })),
      )
    }),
    { numRuns: 20 },
  )
})

test('folders are entries of their own, and more than 65,535 entries are counted with 64 bits', async () => {
  const folders = Array.from({ length: 66_000 }, (_, at) => `Tür/${at}`)
  const archive = await archiveOf(folders.map((name) => ({ kind: 'folder', name, modifiedAt })))
  const read = readZip(archive)
  expect(read).toHaveLength(66_000)
  expect(read.at(-1)).toEqual({ name: 'Tür/65999/', contents: Buffer.alloc(0), modifiedAt })
})

test('times that one form cannot hold are written in the other', async () => {
  const [early] = readZip(await archiveOf([{ kind: 'folder', name: 'a', modifiedAt: 0 }]))
  expect(early?.modifiedAt).toBe(0)
  expect(
    readZip(await archiveOf([{ kind: 'folder', name: 'a', modifiedAt: Date.UTC(2200, 1) }])),
  ).toHaveLength(1)
})

test.each([
  ['breaks off', Readable.from(failing())],
  ['is shorter than it was', Readable.from([Buffer.from('ab')])],
  ['is longer than it was', Readable.from([Buffer.from('abcd')])],
])('a file that %s breaks the archive off: it has no end', async (_, body) => {
  const entries = [file('a', Buffer.from('whole')), { ...file('b', Buffer.from('abc')), body } as ZipEntry]
  const pieces: Uint8Array[] = []
  const read = async () => {
    for await (const piece of writeZip(each(entries))) pieces.push(piece)
  }
  await expect(read()).rejects.toThrow()
  expect(() => readZip(Buffer.concat(pieces))).toThrow()
})

async function* failing(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('a')
  throw new Error('the disk is damaged')
}

test('who stops reading closes the file that is open, and opens no other', async () => {
  const opened: Readable[] = []
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (const name of ['a', 'b']) {
      const body = Readable.from([Buffer.from('one'), Buffer.from('two')], {
        objectMode: false,
        highWaterMark: 1,
      })
      opened.push(body)
      yield { kind: 'file', name, modifiedAt, size: 6, body }
    }
  }
  const archive = writeZip(entries())
  await archive.next()
  await archive.next()
  await archive.return()
  expect(opened.map(({ destroyed }) => destroyed)).toEqual([true])
})
