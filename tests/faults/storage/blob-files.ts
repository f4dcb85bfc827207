import { open, readdir, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { NetworkServer } from '@isthmus/testkit'

/** The files in which a server keeps contents: absolute paths, sorted. */
export async function blobFiles({ application }: NetworkServer): Promise<string[]> {
  const folder = join(application.config.data, 'blobs')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** What can happen to a file on a disk. */
export const damages = {
  /** The file is gone. */
  missing: (path: string, _size: number) => rm(path),
  /** Its end is gone. */
  truncated: (path: string, size: number) => truncate(path, Math.floor(size / 2)),
  /** One bit is another, in its middle. */
  flipped: (path: string, size: number) => flipBit(path, Math.floor(size / 2)),
} as const

async function flipBit(path: string, position: number): Promise<void> {
  await using file = await open(path, 'r+')
  const byte = Buffer.alloc(1)
  await file.read(byte, 0, 1, position)
  byte[0] = (byte[0] ?? 0) ^ 4
  await file.write(byte, 0, 1, position)
}
