import type { BlobStore } from '../blobs/index.ts'
import type { Metrics } from './metrics.ts'

/** The same store, with what is written and read measured. */
export function measuredBlobStore(
  blobs: BlobStore,
  metrics: Pick<Metrics, 'blobWrites' | 'blobWrittenBytes' | 'blobReads' | 'blobReadBytes'>,
): BlobStore {
  return {
    async write(body, options) {
      const stored = await counted(metrics.blobWrites, () => blobs.write(body, options))
      metrics.blobWrittenBytes.add({}, stored.size)
      return stored
    },
    async read(blob, range, check) {
      const stream = await counted(metrics.blobReads, () => blobs.read(blob, range, check))
      metrics.blobReadBytes.add({}, range === undefined ? blob.size : range.last - range.first + 1)
      return stream
    },
    delete: (blobId) => blobs.delete(blobId),
    list: () => blobs.list(),
    growing: {
      begin: () => blobs.growing.begin(),
      grow: (blobId, from, body, options) => blobs.growing.grow(blobId, from, body, options),
      async complete(blobId, size) {
        const stored = await counted(metrics.blobWrites, () => blobs.growing.complete(blobId, size))
        metrics.blobWrittenBytes.add({}, stored.size)
        return stored
      },
      fork: (blobId, size) => blobs.growing.fork(blobId, size),
      delete: (blobId) => blobs.growing.delete(blobId),
      list: () => blobs.growing.list(),
    },
  }
}

async function counted<T>(counter: Metrics['blobWrites'], run: () => Promise<T>): Promise<T> {
  let outcome = 'failed'
  try {
    const value = await run()
    outcome = 'done'
    return value
  } finally {
    counter.add({ outcome })
  }
}
