import { createReadStream } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { BlobId } from '../blobs/index.ts'
import { fault } from '../errors.ts'
import type { BackedUpBlob } from './stored-contents.ts'

/** The name of the list in the folder of a backup. */
export const listName = 'blobs.list'

/** `SHA-256 size path`: `awk '{ print $1 "  " $3 }' | sha256sum --check` needs nothing of ours. */
export function listLine({ blobId, size, sha256 }: BackedUpBlob): string {
  return `${sha256} ${size} blobs/${blobId.charAt(0)}/${blobId.charAt(1)}/${blobId}\n`
}

/**
 * The blobs that a backup needs.
 * @param folder - of the backup
 * @throws IsthmusError `backup-damaged`
 */
export async function* listedBlobs(folder: string): AsyncGenerator<BackedUpBlob> {
  const path = join(folder, listName)
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const [, sha256, size, place] = /^([0-9a-f]{64}) (\d{1,15}) (blobs\/.\/.\/[0-9a-z]{25})$/.exec(line) ?? []
    // Taken for an empty list, it would cost what the backup needs.
    if (sha256 === undefined || place === undefined) {
      throw fault('backup-damaged', { detail: `${path} cannot be read.` })
    }
    yield { blobId: basename(place) as BlobId, size: Number(size), sha256 }
  }
}
