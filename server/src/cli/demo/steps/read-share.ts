import { createHash } from 'node:crypto'
import { inParallel } from '../../../platform/in-parallel.ts'
import { showSize } from '../../show-size.ts'
import { annsFolder, bobsFolder, type Digests, type Scene } from '../scene.ts'
import type { SourceFile } from '../source-files.ts'
import { expectEqual, Unexpected } from '../unexpected.ts'

/** Requests that are under way at the same time. */
const atOnce = 4

/** Bob lists the folder at his own address. */
export async function listFolder({ story, ann, bob }: Scene): Promise<void> {
  const anns = await ann.dav.list(annsFolder)
  const bobs = await bob.dav.list(bobsFolder)
  expectEqual(`the names in ${bobsFolder}`, bobs.toSorted(), anns.toSorted())
  story.show(bobs.slice(0, 5))
  story.proved(`Bob’s ${bobsFolder} shows the ${bobs.length} entries of Ann’s folder; nothing was copied`)
}

/** Bob reads a part out of the middle of the largest file. */
export async function readRange({ story, bob, files }: Scene): Promise<void> {
  const largest = files.reduce((a, b) => (b.size > a.size ? b : a))
  const first = Math.floor(largest.size / 2)
  const last = Math.min(first + 1023, largest.size - 1)
  const part = await bob.dav.range(`${bobsFolder}/${largest.path}`, first, last)
  expectEqual(
    `bytes ${first} to ${last} of ${largest.path}`,
    sha256(part),
    sha256(await slice(largest, first, last)),
  )
  story.proved(`bytes ${first}-${last} of ${largest.path} came alone, with status 206, and are right`)
}

/** Bob reads every file. */
export async function compareChecksums({ story, bob, files }: Scene, uploaded: Digests): Promise<void> {
  let checked = 0
  let bytes = 0
  await inParallel(files, atOnce, async ({ path }) => {
    const came = await bob.dav.digest(`${bobsFolder}/${path}`)
    const expected = uploaded.get(path)
    if (came.sha256 !== expected?.sha256)
      throw new Unexpected(`SHA-256 of ${path} at Bob’s`, { expected, came })
    checked += 1
    bytes += came.size
    story.progress(`${checked} of ${files.length} files, ${showSize(bytes)}`)
  })
  story.proved(
    `all ${checked} files (${showSize(bytes)}), read at Bob’s address, have the SHA-256 that Ann’s had`,
  )
}

async function slice(file: SourceFile, first: number, last: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let offset = 0
  for await (const chunk of file.open()) {
    chunks.push(chunk.subarray(Math.max(first - offset, 0), Math.max(last + 1 - offset, 0)))
    offset += chunk.byteLength
    if (offset > last) break
  }
  return Buffer.concat(chunks)
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
