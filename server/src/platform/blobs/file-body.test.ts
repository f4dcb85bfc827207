import { fstatSync, openSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { blockBytes } from './blob-store.ts'
import { blockSum } from './block-sums.ts'
import { FileBody } from './file-body.ts'

const size = 700_001
const contents = Buffer.from(
  Array.from({ length: size }, (_, position) => (position * 7 + position / 251) % 256),
)

test.each([
  { first: 0, last: size - 1 },
  { first: 0, last: 0 },
  { first: 262_143, last: 262_144 },
  { first: 1, last: size - 2 },
  { first: 5, last: 4 },
])('$first-$last of a file come out the same, read as a stream or written out', async ({ first, last }) => {
  await using file = await openContents()
  const expected = contents.subarray(first, last + 1)
  expect(Buffer.compare(await buffer(new FileBody(file.open(), { first, last })), expected)).toBe(0)
  expect(Buffer.compare(await written(new FileBody(file.open(), { first, last })), expected)).toBe(0)
})

test.each([
  { first: 0, last: size - 1 },
  { first: 262_143, last: 262_144 },
  { first: 300_000, last: size - 2 },
])(
  '$first-$last of a file are the same when their blocks are checked, and break off before a wrong one',
  async (range) => {
    await using file = await openContents()
    const [from, to] = [Math.floor(range.first / blockBytes), Math.floor(range.last / blockBytes) + 1]
    const sums = Array.from({ length: to - from }, (_, index) => {
      const at = (from + index) * blockBytes
      return blockSum(contents.subarray(at, at + blockBytes))
    }).join('')
    const bodyWith = (expected: string): FileBody =>
      new FileBody(file.open(), range, { size, sums: expected, done: () => (done += 1) })
    let done = 0
    const expected = contents.subarray(range.first, range.last + 1)
    expect(Buffer.compare(await buffer(bodyWith(sums)), expected)).toBe(0)
    const begun = bodyWith(sums)
    await begun.begin()
    expect(Buffer.compare(await written(begun), expected)).toBe(0)
    expect(done).toBe(2)

    const wrong = `${sums.slice(0, -1)}${sums.endsWith('0') ? 1 : 0}`
    const sound = Math.max(0, (to - 1) * blockBytes - range.first)
    const pieces: Buffer[] = []
    const body = bodyWith(wrong)
    const writing = body.writeTo(async (piece) => void pieces.push(Buffer.from(piece)))
    await expect(writing).rejects.toMatchObject({ reason: 'blob-changed' })
    expect(Buffer.compare(Buffer.concat(pieces), expected.subarray(0, sound))).toBe(0)
    expect(body.errored).toMatchObject({ reason: 'blob-changed' })
    await expect(buffer(bodyWith(wrong))).rejects.toMatchObject({ reason: 'blob-changed' })
    expect(done).toBe(2)
  },
)

test('a file whose first block is wrong is closed when it is begun', async () => {
  await using file = await openContents()
  const descriptor = file.open()
  const body = new FileBody(descriptor, { first: 0, last: 2 }, { size, sums: '00000000' })
  await expect(body.begin()).rejects.toMatchObject({ reason: 'blob-changed' })
  await closed(body)
  expect(file.has(descriptor)).toBe(false)
})

test('a file is closed when all of it was written out', async () => {
  await using file = await openContents()
  const descriptor = file.open()
  const body = new FileBody(descriptor, { first: 0, last: size - 1 })
  await written(body)
  await closed(body)
  expect(file.has(descriptor)).toBe(false)
})

test('a file that nobody reads is closed', async () => {
  await using file = await openContents()
  const descriptor = file.open()
  const body = new FileBody(descriptor, { first: 0, last: size - 1 })
  body.destroy()
  await closed(body)
  expect(file.has(descriptor)).toBe(false)
})

test('writing out ends when the body is destroyed, and stays quiet', async () => {
  await using file = await openContents()
  const body = new FileBody(file.open(), { first: 0, last: size - 1 })
  let pieces = 0
  await body.writeTo(async () => {
    pieces += 1
    body.destroy()
  })
  expect(pieces).toBe(1)
  await closed(body)
})

test('no piece changes before its writer is done with it', async () => {
  await using file = await openContents()
  const pieces: Buffer[] = []
  await new FileBody(file.open(), { first: 0, last: size - 1 }).writeTo(async (piece) => {
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    pieces.push(Buffer.from(piece))
  })
  expect(Buffer.compare(Buffer.concat(pieces), contents)).toBe(0)
})

test('what the writer fails with is what writing out fails with', async () => {
  await using file = await openContents()
  const body = new FileBody(file.open(), { first: 0, last: size - 1 })
  await expect(body.writeTo(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await closed(body)
})

test('a file that becomes shorter while it is read is an error', async () => {
  await using file = await openContents()
  const range = { first: 0, last: size - 1 }
  const [streamed, copied] = [new FileBody(file.open(), range), new FileBody(file.open(), range)]
  truncateSync(file.path, 300_000)
  await expect(buffer(streamed)).rejects.toMatchObject({ reason: 'blob-damaged' })
  await expect(written(copied)).rejects.toMatchObject({ reason: 'blob-damaged' })
})

async function written(body: FileBody): Promise<Buffer> {
  const pieces: Buffer[] = []
  await body.writeTo(async (piece) => {
    pieces.push(Buffer.from(piece))
  })
  return Buffer.concat(pieces)
}

function closed(body: FileBody): Promise<void> {
  return new Promise((resolve) => {
    if (body.closed) resolve()
    else body.once('close', resolve)
  })
}

async function openContents() {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-file-body-'))
  const path = join(folder, 'file')
  writeFileSync(path, contents)
  return {
    path,
    open: () => openSync(path, 'r'),
    /** Whether a descriptor is one of this file. When it is not, it may be one of another file at once. */
    has(descriptor: number): boolean {
      const { ino, dev } = statSync(path)
      try {
        const found = fstatSync(descriptor)
        return found.ino === ino && found.dev === dev
      } catch {
        return false
      }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}
