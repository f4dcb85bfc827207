/**
 * A process for tests to kill: stores one blob of 100,000 bytes after the other in the folder that it is given, and
 * prints the reason when one is refused.
 */
import { Readable } from 'node:stream'
import { createIds } from '../../ids.ts'
import { BlobError } from '../blob-store.ts'
import { openDiskBlobStore } from '../disk-blob-store.ts'

const [folder = ''] = process.argv.slice(2)
const store = await openDiskBlobStore(folder, createIds(Date.now))
try {
  for (;;) await store.write(Readable.from([Buffer.alloc(100_000)]))
} catch (error) {
  process.stdout.write(error instanceof BlobError ? error.reason : String(error))
}
