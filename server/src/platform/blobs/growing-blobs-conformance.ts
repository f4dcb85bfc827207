/**
 * What the growing blobs of every store have to do: a part of its suite.
 */
import { randomBytes } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BlobId, blockBytes } from './blob-store.ts'
import { hashesOf, type TestBlobStore } from './blob-store-conformance.ts'

/**
 * @param name - for the title of the suite
 * @param openStore - opens an empty store
 */
export function describeGrowingBlobs(name: string, openStore: () => Promise<TestBlobStore>): void {
  describe(`growing blobs: ${name}`, () => describeGrowth(openStore))
}

function describeGrowth(openStore: () => Promise<TestBlobStore>): void {
  const bytes = randomBytes(3 * blockBytes + 77)
  const all = { maxBytes: bytes.length, isDue: () => false, saved: async () => {} }

  test('what came in pieces is one blob in the end, with its size and hashes', async () => {
    await using store = await openStore()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 5 }), fc.boolean(), async (cuts, due) => {
        const blobId = store.growing.begin()
        const ends = [...cuts.toSorted((one, other) => one - other), bytes.length]
        let from = 0
        for (const end of ends) {
          from = await store.growing.grow(blobId, from, Readable.from([bytes.subarray(from, end)]), {
            ...all,
            isDue: () => due,
          })
          expect(from).toBe(end)
        }
        const blob = await store.growing.complete(blobId, bytes.length)
        expect(blob).toEqual({ blobId, size: bytes.length, ...hashesOf(bytes) })
        expect((await buffer(await store.read(blob))).equals(bytes)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('what is not complete is no blob, and what lies behind the bytes that count is dropped', async () => {
    await using store = await openStore()
    const { growing } = store
    const blobId = growing.begin()
    await growing.grow(blobId, 0, Readable.from([Buffer.from('0123 lost')]), all)
    expect(await Array.fromAsync(store.list())).toEqual([])
    expect(await Array.fromAsync(growing.list())).toMatchObject([{ blobId, size: 9 }])
    await growing.grow(blobId, 4, Readable.from([Buffer.from('456')]), all)
    const blob = await growing.complete(blobId, 7)
    expect((await buffer(await store.read(blob))).toString()).toBe('0123456')
    expect(await Array.fromAsync(growing.list())).toEqual([])
  })

  test('of a body that breaks off, what came is told and kept', async () => {
    await using store = await openStore()
    const { growing } = store
    const blobId = growing.begin()
    const told: number[] = []
    const body = new PassThrough()
    body.write(bytes.subarray(0, 700_000))
    const grown = growing.grow(blobId, 0, body, { ...all, saved: async (size) => void told.push(size) })
    body.once('drain', () => body.destroy(new Error('the line is dead')))
    await expect(grown).rejects.toMatchObject({ reason: 'body-cut' })
    expect(told).toEqual([700_000])
    await growing.grow(blobId, 700_000, Readable.from([bytes.subarray(700_000)]), all)
    expect(await growing.complete(blobId, bytes.length)).toMatchObject(hashesOf(bytes))
  })

  test('it grows to its limit and no further, and stops when nobody notes how far it is', async () => {
    await using store = await openStore()
    const { growing } = store
    const blobId = growing.begin()
    const pieces = () => Readable.from([Buffer.from('0123'), Buffer.from('4567')])
    const tooMuch = growing.grow(blobId, 0, pieces(), { ...all, maxBytes: 7 })
    await expect(tooMuch).rejects.toMatchObject({ reason: 'body-too-large' })
    expect(await Array.fromAsync(growing.list())).toMatchObject([{ size: 4 }])
    const unnoted = growing.grow(blobId, 4, pieces(), {
      ...all,
      isDue: () => true,
      saved: () => Promise.reject(new Error('somebody else goes on with it')),
    })
    await expect(unnoted).rejects.toThrow('somebody else')
  })

  test('to complete it a second time, or to add what is there, changes nothing', async () => {
    await using store = await openStore()
    const { growing } = store
    const blobId = growing.begin()
    await growing.grow(blobId, 0, Readable.from([bytes]), all)
    const blob = await growing.complete(blobId, bytes.length)
    const last = bytes.length - 1
    expect(await growing.grow(blobId, last, Readable.from([Buffer.from('x')]), all)).toBe(bytes.length)
    expect(await growing.complete(blobId, bytes.length)).toEqual(blob)
    expect((await buffer(await store.read(blob))).equals(bytes)).toBe(true)
  })

  test('a fork has what counts, whatever is still added to the other one', async () => {
    await using store = await openStore()
    const { growing } = store
    const blobId = growing.begin()
    await growing.grow(blobId, 0, Readable.from([Buffer.from('0123 old')]), all)
    const fork = await growing.fork(blobId, 4)
    await growing.grow(blobId, 4, Readable.from([Buffer.from('xxxxxxxx')]), all)
    await growing.grow(fork, 4, Readable.from([Buffer.from('456')]), all)
    await growing.delete(blobId)
    const blob = await growing.complete(fork, 7)
    expect((await buffer(await store.read(blob))).toString()).toBe('0123456')
    expect(await growing.fork(fork, 3)).toHaveLength(25)
  })

  test('what is lost is told, and what is removed is gone', async () => {
    await using store = await openStore()
    const { growing } = store
    const blobId = growing.begin()
    const missing = { reason: 'blob-missing' }
    await expect(growing.grow(blobId, 5, Readable.from([]), all)).rejects.toMatchObject(missing)
    await expect(growing.complete(blobId, 5)).rejects.toMatchObject(missing)
    await expect(growing.fork(blobId, 5)).rejects.toMatchObject(missing)
    await growing.grow(blobId, 0, Readable.from([Buffer.from('0123')]), all)
    await expect(growing.complete(blobId, 5)).rejects.toMatchObject(missing)
    await growing.delete(blobId)
    await growing.delete(blobId)
    expect(await Array.fromAsync(growing.list())).toEqual([])
    await expect(growing.delete('../../etc' as BlobId)).rejects.toThrow('Not a blob id')
  })
}
