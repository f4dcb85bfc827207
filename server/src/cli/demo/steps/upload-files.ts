import { createHash } from 'node:crypto'
import { inParallel } from '../../../platform/in-parallel.ts'
import { showSize } from '../../show-size.ts'
import type { Digest } from '../dav-client.ts'
import { annsFolder, type Digests, type Scene } from '../scene.ts'
import { foldersOf, type SourceFile } from '../source-files.ts'

/** Requests that are under way at the same time. */
const atOnce = 4

/** Ann uploads her files. */
export async function uploadFiles({ story, ann, files }: Scene): Promise<Digests> {
  for (const folder of [annsFolder, ...foldersOf(files).map((path) => `${annsFolder}/${path}`)]) {
    await ann.dav.makeFolder(folder)
  }
  const digests = new Map<string, Digest>()
  let sent = 0
  await inParallel(files, atOnce, async (file) => {
    const body = measured(file, (bytes) => {
      sent += bytes
      story.progress(`${digests.size} of ${files.length} files, ${showSize(sent)}`)
    })
    await ann.dav.create(`${annsFolder}/${file.path}`, body.stream)
    digests.set(file.path, body.digest())
  })
  story.proved(
    `${files.length} files with ${showSize(sent)} are in ${ann.cloud.publicUrl}/dav/files/ann${annsFolder}`,
  )
  return digests
}

/** Counts and hashes the bytes on their way. */
function measured(
  file: SourceFile,
  onBytes: (bytes: number) => void,
): { stream: AsyncIterable<Uint8Array>; digest(): Digest } {
  const hash = createHash('sha256')
  let size = 0
  async function* stream(): AsyncGenerator<Uint8Array> {
    for await (const chunk of file.open()) {
      hash.update(chunk)
      size += chunk.byteLength
      onBytes(chunk.byteLength)
      yield chunk
    }
  }
  return { stream: stream(), digest: () => ({ size, sha256: hash.digest('hex') }) }
}
