/**
 * A ZIP archive as a stream (PKWARE APPNOTE 6.3.10): made while it is read, with nothing kept but one line per entry.
 *
 * Contents are not compressed: what people share in bulk is compressed already, and a folder of gigabytes must not
 * cost a core. They are written as stored blocks of Deflate rather than as `stored` entries, since only the former end
 * by themselves: programs that unpack while they download could not tell the end of the latter.
 */
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import {
  type ArchivedEntry,
  centralHeader,
  dataDescriptor,
  endOfArchive,
  localHeader,
} from './zip-records.ts'

/** What goes into an archive. Names are separated by `/`. */
export type ZipEntry =
  | { readonly kind: 'folder'; readonly name: string; readonly modifiedAt: number }
  | {
      readonly kind: 'file'
      readonly name: string
      /** Epoch milliseconds. */
      readonly modifiedAt: number
      /** Bytes that `body` has. */
      readonly size: number
      readonly body: Readable
    }

/**
 * Writes an archive.
 * @param entries - asked for one after the other, so that one file is open at a time
 * @param zip64From - size in bytes from which a file is written with 64-bit lengths; far below 4 GiB, because the
 *   written length is only known at its end
 * @throws whatever `entries` and bodies throw, and an Error when a body has another length: the archive breaks off and
 *   cannot be taken for a whole one, since its directory comes last
 */
export async function* writeZip(
  entries: AsyncIterable<ZipEntry>,
  zip64From = 2 ** 31,
): AsyncGenerator<Uint8Array, void, undefined> {
  const directory: Uint8Array[] = []
  let offset = 0
  for await (const entry of entries) {
    const started = {
      name: Buffer.from(entry.kind === 'folder' ? `${entry.name}/` : entry.name),
      kind: entry.kind,
      modifiedAt: entry.modifiedAt,
      zip64: entry.kind === 'file' && entry.size >= zip64From,
      offset,
    }
    const header = localHeader(started)
    yield header
    const archived: ArchivedEntry = { ...started, crc: 0, size: 0, written: 0 }
    if (entry.kind === 'file') {
      yield* fileContents(entry, archived)
      const descriptor = dataDescriptor(archived)
      yield descriptor
      offset += descriptor.byteLength
    }
    offset += header.byteLength + archived.written
    directory.push(centralHeader(archived))
  }
  const directorySize = directory.reduce((sum, { byteLength }) => sum + byteLength, 0)
  yield* directory
  yield endOfArchive({ entries: directory.length, directorySize, directoryOffset: offset })
}

/** Passes a body on as stored blocks, and notes in `archived` what it was. */
async function* fileContents(
  { name, size, body }: Extract<ZipEntry, { kind: 'file' }>,
  archived: ArchivedEntry,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    archived.crc = crc32(chunk, archived.crc)
    archived.size += chunk.byteLength
    for (let at = 0; at < chunk.byteLength; at += longestBlock) {
      const block = storedBlock(chunk.subarray(at, at + longestBlock), false)
      archived.written += block.byteLength
      yield block
    }
  }
  if (archived.size !== size) throw new Error(`${name} has ${archived.size} bytes instead of ${size}`)
  const end = storedBlock(new Uint8Array(), true)
  archived.written += end.byteLength
  yield end
}

const longestBlock = 0xffff

/** RFC 1951 3.2.4. */
function storedBlock(bytes: Uint8Array, isLast: boolean): Uint8Array {
  const block = Buffer.allocUnsafe(5 + bytes.byteLength)
  block.writeUInt8(isLast ? 1 : 0, 0)
  block.writeUInt16LE(bytes.byteLength, 1)
  block.writeUInt16LE(~bytes.byteLength & 0xffff, 3)
  block.set(bytes, 5)
  return block
}
