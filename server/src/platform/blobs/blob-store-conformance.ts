/**
 * What every blob store has to do, as a suite for its tests: `describeBlobStore('disk', openStore)`.
 */
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BlobId, type BlobStore, type ByteRange, blockBytes, type StoredBlob } from './blob-store.ts'

/** A store that is empty, and goes away with the test. */
export type TestBlobStore = BlobStore & AsyncDisposable

/**
 * @param name - for the title of the suite
 * @param openStore - opens an empty store
 */
export function describeBlobStore(name: string, openStore: () => Promise<TestBlobStore>): void {
  describe(`blob store: ${name}`, () => {
    describeWriting(openStore)
    describeReading(openStore)
    describeKeeping(openStore)
  })
}

function describeWriting(openStore: () => Promise<TestBlobStore>): void {
  test('whatever the body and its chunks, its bytes come back with their size and hashes', async () => {
    await using store = await openStore()
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.nat(200_000).map((length) => Buffer.alloc(length, length % 251)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 12 }), async (chunks) => {
        const bytes = Buffer.concat(chunks)
        const blob = await store.write(Readable.from(chunks), { expectedLength: bytes.length })
        expect(blob).toEqual({ blobId: blob.blobId, size: bytes.length, ...hashesOf(bytes) })
        expect((await buffer(await store.read(blob))).equals(bytes)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('equal bodies get different ids', async () => {
    await using store = await openStore()
    const first = await store.write(Readable.from([Buffer.from('same')]))
    const second = await store.write(Readable.from([Buffer.from('same')]))
    expect(first.blobId).not.toBe(second.blobId)
  })

  test.each([
    ['shorter than announced', { expectedLength: 11 }, 'body-cut'],
    ['longer than announced', { expectedLength: 9 }, 'body-too-long'],
    ['over the limit', { maxBytes: 9 }, 'body-too-large'],
    ['announced over the limit', { maxBytes: 9, expectedLength: 10 }, 'body-too-large'],
  ])('a body that is %s is refused and leaves nothing', async (_what, options, reason) => {
    await using store = await openStore()
    const body = Readable.from([Buffer.from('01234'), Buffer.from('56789')])
    await expect(store.write(body, options)).rejects.toMatchObject({ name: 'BlobError', reason })
    expect(await Array.fromAsync(store.list())).toEqual([])
  })

  test('a body of exactly the limit is stored', async () => {
    await using store = await openStore()
    const body = Readable.from([Buffer.from('0123456789')])
    expect(await store.write(body, { maxBytes: 10 })).toMatchObject({ size: 10 })
  })

  test('a body that is refused in its middle is left open and unread', async () => {
    await using store = await openStore()
    const body = endlessBody()
    await expect(store.write(body, { maxBytes: 1_000_000 })).rejects.toMatchObject({
      reason: 'body-too-large',
    })
    expect(body.destroyed).toBe(false)
    expect(body.produced).toBeLessThan(1_300_000)
    body.destroy()
  })

  test.each([0, 10, 3_000_000])('a body that breaks off after %d bytes leaves nothing', async (length) => {
    await using store = await openStore()
    const cause = new Error('connection reset')
    const body = new PassThrough()
    body.write(Buffer.alloc(length))
    const writing = store.write(body)
    body.destroy(cause)
    await expect(writing).rejects.toMatchObject({ reason: 'body-cut', cause })
    expect(await Array.fromAsync(store.list())).toEqual([])
  })

  test('an abort in the middle ends the body and leaves nothing', async () => {
    await using store = await openStore()
    const body = endlessBody()
    const abort = new AbortController()
    const writing = store.write(body, { signal: abort.signal })
    while (body.produced < 2_000_000) await once(body, 'produced')
    abort.abort()
    await expect(writing).rejects.toMatchObject({ reason: 'body-cut' })
    expect(body.destroyed).toBe(true)
    expect(await Array.fromAsync(store.list())).toEqual([])
  })

  test('a body whose reading was aborted before is refused', async () => {
    await using store = await openStore()
    const writing = store.write(Readable.from([Buffer.from('late')]), { signal: AbortSignal.abort() })
    await expect(writing).rejects.toMatchObject({ reason: 'body-cut' })
  })

  test('bodies that arrive at the same time do not mix', async () => {
    await using store = await openStore()
    const bodies = Array.from({ length: 12 }, (_, index) => randomBytes(index * 40_000))
    const blobs = await Promise.all(bodies.map((bytes) => store.write(chunked(bytes))))
    for (const [index, blob] of blobs.entries()) {
      expect((await buffer(await store.read(blob))).equals(bodies[index] ?? Buffer.of())).toBe(true)
    }
  })
}

function describeReading(openStore: () => Promise<TestBlobStore>): void {
  test('a range carries its bytes, both ends included', async () => {
    await using store = await openStore()
    const bytes = randomBytes(300_000)
    const blob = await store.write(chunked(bytes))
    const range = fc
      .tuple(fc.nat(bytes.length - 1), fc.nat(bytes.length - 1))
      .map(([a, b]): ByteRange => ({ first: Math.min(a, b), last: Math.max(a, b) }))
    await fc.assert(
      fc.asyncProperty(range, async ({ first, last }) => {
        const part = await buffer(await store.read(blob, { first, last }))
        expect(part.equals(bytes.subarray(first, last + 1))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('a range is checked by the blocks that it lies in, and nothing of a block is given that is not right', async () => {
    await using store = await openStore()
    const bytes = randomBytes(3 * blockBytes + 5)
    const { blockSums, ...blob } = await store.write(chunked(bytes))
    for (const [first, last] of [
      [0, 2],
      [blockBytes - 1, blockBytes],
      [blockBytes, 2 * blockBytes - 1],
      [5, bytes.length - 7],
      [3 * blockBytes + 1, 3 * blockBytes + 3],
    ] as const) {
      const [from, to] = [Math.floor(first / blockBytes), Math.floor(last / blockBytes) + 1]
      const sums = blockSums.slice(8 * from, 8 * to)
      let isDone = false
      const check = { sums, done: () => void (isDone = true) }
      const part = await buffer(await store.read(blob, { first, last }, check))
      expect(part.equals(bytes.subarray(first, last + 1))).toBe(true)
      expect(isDone).toBe(true)

      isDone = false
      const otherEnd = { ...check, sums: `${sums.slice(0, -8)}${sums.endsWith('0') ? '1' : '0'.repeat(8)}` }
      let received = 0
      const reading = (async () => {
        for await (const chunk of await store.read(blob, { first, last }, otherEnd)) {
          received += (chunk as Buffer).length
        }
      })()
      await expect(reading).rejects.toMatchObject({ name: 'BlobError', reason: 'blob-changed' })
      expect(received).toBe(Math.max(0, (to - 1) * blockBytes - first))
      expect(isDone).toBe(false)
    }
  })

  test.each([
    { first: 0, last: 4 },
    { first: 4, last: 4 },
    { first: -1, last: 2 },
    { first: 3, last: 1 },
  ])('the range $first-$last of a blob of 4 bytes is a fault of the caller', async (range) => {
    await using store = await openStore()
    const blob = await store.write(Readable.from([Buffer.from('abcd')]))
    await expect(store.read(blob, range)).rejects.toThrow(RangeError)
  })

  test.each([10, 1_000_000])(
    'a blob of %d bytes that its row knows with another size is damaged',
    async (size) => {
      await using store = await openStore()
      const { blobId } = await store.write(Readable.from([Buffer.alloc(size)]))
      for (const wrong of [size - 1, size + 1]) {
        await expect(store.read({ blobId, size: wrong })).rejects.toMatchObject({ reason: 'blob-damaged' })
      }
    },
  )

  test('a blob that is not there is missing', async () => {
    await using store = await openStore()
    const blob = { blobId: '0123456789abcdefghijklmno' as BlobId, size: 1 }
    await expect(store.read(blob)).rejects.toMatchObject({ name: 'BlobError', reason: 'blob-missing' })
  })

  test('what does not look like an id is never looked for', async () => {
    await using store = await openStore()
    const blob = { blobId: '../../etc/passwd' as BlobId, size: 1 }
    await expect(store.read(blob)).rejects.toThrow(TypeError)
    await expect(store.delete(blob.blobId)).rejects.toThrow(TypeError)
  })

  test('a reader may leave in the middle', async () => {
    await using store = await openStore()
    const blob = await store.write(Readable.from([Buffer.alloc(5_000_000)]))
    const reading = await store.read(blob)
    await once(reading, 'readable')
    reading.destroy()
    await once(reading, 'close')
    expect((await buffer(await store.read(blob))).length).toBe(5_000_000)
  })

  test('a blob is read only as quickly as its reader takes it', async () => {
    await using store = await openStore()
    const blob = await store.write(Readable.from([Buffer.alloc(5_000_000)]))
    const reading = await store.read(blob)
    await once(reading, 'readable')
    expect(reading.readableLength).toBeLessThan(2_000_000)
    reading.destroy()
  })
}

function describeKeeping(openStore: () => Promise<TestBlobStore>): void {
  test('the list has every blob with its size and time', async () => {
    await using store = await openStore()
    const before = Date.now()
    const first = await store.write(Readable.from([Buffer.from('a')]))
    const second = await store.write(Readable.from([Buffer.from('bcd')]))
    const listed = await Array.fromAsync(store.list())
    expect(new Map(listed.map(({ blobId, size }) => [blobId, size]))).toEqual(
      new Map([
        [first.blobId, 1],
        [second.blobId, 3],
      ]),
    )
    for (const { modifiedAt } of listed) {
      // File systems take the time from the kernel's tick, which is a little behind.
      expect(modifiedAt).toBeGreaterThan(before - 1_000)
      expect(modifiedAt).toBeLessThanOrEqual(Date.now())
    }
  })

  test('a blob that is deleted is gone, and deleting it again is no error', async () => {
    await using store = await openStore()
    const blob = await store.write(Readable.from([Buffer.from('short-lived')]))
    await store.delete(blob.blobId)
    await store.delete(blob.blobId)
    await expect(store.read(blob)).rejects.toMatchObject({ reason: 'blob-missing' })
    expect(await Array.fromAsync(store.list())).toEqual([])
  })
}

/** What a store has to say of the bytes of a blob. */
export function hashesOf(bytes: Uint8Array): Omit<StoredBlob, 'blobId' | 'size'> {
  const blocks = Array.from({ length: Math.ceil(bytes.length / blockBytes) }, (_, index) =>
    bytes.subarray(index * blockBytes, (index + 1) * blockBytes),
  )
  return {
    blockSums: blocks.map((block) => crc32(block).toString(16).padStart(8, '0')).join(''),
    sha1: createHash('sha1').update(bytes).digest('hex'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

function chunked(bytes: Buffer): Readable {
  const count = Math.ceil(bytes.length / 10_000)
  return Readable.from(
    Array.from({ length: count }, (_, index) => bytes.subarray(index * 10_000, (index + 1) * 10_000)),
  )
}

/** A body without end that counts what was taken from it. */
function endlessBody(): Readable & { produced: number } {
  const chunk = Buffer.alloc(16_384)
  const body = Object.assign(
    new Readable({
      read() {
        body.produced += chunk.length
        this.push(chunk)
        this.emit('produced')
      },
    }),
    { produced: 0 },
  )
  return body
}
