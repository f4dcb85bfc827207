import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { contentHeaders } from './content-headers.ts'
import type { DavResponse } from './dav-request.ts'
import { resolveRange } from './headers/range.ts'
import type { DavPath, FileReading, FileResource, RangeRequest, ResourceTree } from './resource-tree.ts'

/** Inclusive offsets. */
export interface Part {
  readonly first: number
  readonly last: number
}

/**
 * What a request for several ranges comes to: those that the file can satisfy, in the order of the request. Ranges that
 * overlap are answered with the whole file (RFC 9110 14.2).
 */
export function planParts(ranges: readonly RangeRequest[], size: number): readonly Part[] | 'whole' {
  const parts = ranges.map((range) => resolveRange(range, size)).filter((part) => part !== undefined)
  const sorted = parts.toSorted((one, other) => one.first - other.first)
  const overlap = sorted.some(({ first }, position) => first <= (sorted[position - 1]?.last ?? -1))
  return overlap ? 'whole' : parts
}

/**
 * Answers with several parts of a file (RFC 9110 14.6). The file is opened for one part after the other; should it
 * change meanwhile, the body fails.
 *
 * @param opened - the first part, opened already
 */
export function answerParts(
  tree: ResourceTree,
  path: DavPath,
  opened: FileReading,
  parts: readonly Part[],
): DavResponse {
  const { resource } = opened
  const headers = contentHeaders(resource)
  // Not to be guessed by whoever wrote the file.
  const boundary = randomUUID()
  const head = ({ first, last }: Part) =>
    `\r\n--${boundary}\r\ncontent-type: ${headers['content-type']}\r\n` +
    `content-range: bytes ${first}-${last}/${resource.size}\r\n\r\n`
  const end = `\r\n--${boundary}--\r\n`
  const length = parts.reduce((sum, part) => sum + head(part).length + part.last - part.first + 1, end.length)

  const body = Readable.from(sendParts(), { objectMode: false })
  // Of a generator that was never asked for anything nothing runs, not even its end.
  body.once('close', () => opened.body.destroy())
  return {
    status: 206,
    headers: {
      ...headers,
      'content-type': `multipart/byteranges; boundary=${boundary}`,
      'content-length': String(length),
    },
    body,
  }

  async function* sendParts(): AsyncGenerator<Uint8Array> {
    for (const [position, part] of parts.entries()) {
      const reading = position === 0 ? opened : await openPart(tree, path, resource, part)
      yield Buffer.from(head(part))
      yield* reading.body as AsyncIterable<Uint8Array>
    }
    yield Buffer.from(end)
  }
}

async function openPart(
  tree: ResourceTree,
  path: DavPath,
  { etag }: FileResource,
  part: Part,
): Promise<FileReading> {
  const reading = await tree.read(path, { range: part, rangeIfEtag: etag })
  if (reading.range?.first === part.first && reading.range.last === part.last) return reading
  reading.body.destroy()
  throw new Error('the file changed while its parts were sent')
}
