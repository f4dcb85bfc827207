import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BackedUpBlob } from './stored-contents.ts'

export interface BlobCopy {
  readonly from: string
  /** Appears whole or not at all; its folder exists, and has yet to make it durable. */
  readonly to: string
  /** Folder for what is on its way, on the same file system. */
  readonly incoming: string
  /** Compare what is copied with its SHA-256. Without, the system copies, or shares what it can. */
  readonly verify: boolean
}

/** Copies a blob. @returns false when it is not what its row says; nothing is at `to` then */
export async function copyBlob(
  { size, sha256 }: Pick<BackedUpBlob, 'size' | 'sha256'>,
  { from, to, incoming, verify }: BlobCopy,
): Promise<boolean> {
  const partial = join(incoming, basename(to))
  const copied = verify ? await copyHashing(from, partial) : await copyWhole(from, partial)
  if (copied.size !== size || (copied.sha256 !== undefined && copied.sha256 !== sha256)) {
    await rm(partial)
    return false
  }
  await rename(partial, to)
  return true
}

async function copyHashing(from: string, to: string): Promise<{ size: number; sha256?: string }> {
  const hash = createHash('sha256')
  let size = 0
  await using file = await open(to, 'w', 0o600)
  for await (const chunk of createReadStream(from, { highWaterMark: 256 * 1024 })) {
    const bytes = chunk as Buffer
    hash.update(bytes)
    size += bytes.length
    await file.writeFile(bytes)
  }
  await file.sync()
  return { size, sha256: hash.digest('hex') }
}

async function copyWhole(from: string, to: string): Promise<{ size: number; sha256?: string }> {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  await using file = await open(to, 'r+')
  await file.chmod(0o600)
  await file.sync()
  return { size: (await file.stat()).size }
}
