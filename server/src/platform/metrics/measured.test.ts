import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openDiskBlobStore } from '../blobs/index.ts'
import { systemClock } from '../clock.ts'
import { openDatabase } from '../database/index.ts'
import { createIds } from '../ids.ts'
import { createMemoryLogger } from '../logging/index.ts'
import { measuredBlobStore } from './measured-blob-store.ts'
import { measuredDatabase } from './measured-database.ts'
import { createMetrics } from './metrics.ts'

test('writes to the database are counted with how they ended, and none is pending afterwards', async () => {
  await using folder = await temporaryFolder()
  const { metrics, expose } = createMetrics({ logger: createMemoryLogger() })
  await using database = measuredDatabase(
    await openDatabase({ kind: 'sqlite', file: join(folder.path, 'test.db'), clock: systemClock }),
    metrics,
  )
  expect(await database.write(async () => 7)).toBe(7)
  await expect(database.write(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await database.read.selectFrom('installation').selectAll().execute()).toEqual([])
  const { text } = await expose()
  expect(text).toContain('isthmus_database_write_duration_seconds_count{outcome="done"} 1\n')
  expect(text).toContain('isthmus_database_write_duration_seconds_count{outcome="failed"} 1\n')
  expect(text).toContain('isthmus_database_write_wait_seconds_count 2\n')
  expect(text).toContain('isthmus_database_writes_pending 0\n')
})

test('file contents are counted with their bytes, received and read', async () => {
  await using folder = await temporaryFolder()
  const { metrics, expose } = createMetrics({ logger: createMemoryLogger() })
  const blobs = measuredBlobStore(
    await openDiskBlobStore(join(folder.path, 'blobs'), createIds(systemClock.now)),
    metrics,
  )
  const blob = await blobs.write(Readable.from([Buffer.from('0123456789')]))
  await expect(blobs.write(Readable.from([Buffer.alloc(9)]), { maxBytes: 4 })).rejects.toThrow()
  await buffer(await blobs.read(blob))
  await buffer(await blobs.read(blob, { first: 2, last: 4 }))
  await blobs.delete(blob.blobId)
  await expect(blobs.read(blob)).rejects.toThrow()
  expect(await Array.fromAsync(blobs.list())).toEqual([])
  const { text } = await expose()
  expect(text).toContain('isthmus_blob_writes_total{outcome="done"} 1\n')
  expect(text).toContain('isthmus_blob_writes_total{outcome="failed"} 1\n')
  expect(text).toContain('isthmus_blob_written_bytes_total 10\n')
  expect(text).toContain('isthmus_blob_reads_total{outcome="done"} 2\n')
  expect(text).toContain('isthmus_blob_reads_total{outcome="failed"} 1\n')
  expect(text).toContain('isthmus_blob_read_bytes_total 13\n')
})

async function temporaryFolder(): Promise<AsyncDisposable & { path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'isthmus-metrics-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}
