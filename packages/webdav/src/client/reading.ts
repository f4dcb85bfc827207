import type { Readable } from 'node:stream'
import { isMediaType } from '../content-headers.ts'
import { readChecksums } from '../headers/checksum.ts'
import { parseStrongEtag, quoteEtag } from '../headers/entity-tags.ts'
import { writeRange } from '../headers/range.ts'
import { readReprDigest } from '../headers/repr-digest.ts'
import { parseHttpDate } from '../http-date.ts'
import type { FileResource, RangeRequest, ReadOptions } from '../resource-tree.ts'
import { type Answer, discardBody, type Exchange } from './exchange.ts'
import { RemoteTrouble } from './remote-trouble.ts'

/** Contents of a file on another server. Whoever receives it must consume or destroy `body`. */
export interface RemoteReading {
  /** Strong entity tag without quotes. */
  readonly etag?: string
  /** Weak entity tag without `W/` and quotes. */
  readonly weakEtag?: string
  /** Epoch milliseconds. */
  readonly modifiedAt?: number
  readonly contentType?: string
  /** Of the whole file. */
  readonly checksums?: NonNullable<FileResource['checksums']>
  /** Length of the whole file in bytes. */
  readonly size?: number
  /** The bytes that `body` carries, inclusive offsets; absent when it carries the whole file. */
  readonly range?: { readonly first: number; readonly last: number }
  /** Fails as the transport makes it fail. */
  readonly body: Readable
}

/** Reads a file or a part of it (GET). A server may answer with the whole file though a part was asked for. */
export async function readRemote(
  exchange: Exchange,
  url: string,
  { range, rangeIfEtag }: ReadOptions,
  signal: AbortSignal | undefined,
): Promise<RemoteReading> {
  const answer = await exchange({
    method: 'GET',
    url,
    headers: {
      ...(range === undefined ? {} : { range: writeRange(range) }),
      ...(range === undefined || rangeIfEtag === undefined ? {} : { 'if-range': quoteEtag(rangeIfEtag) }),
    },
    expected: [200, 206],
    signal,
  })
  const facts = readFacts(answer)
  if (answer.status === 200) {
    const length = answer.header('content-length')
    return length !== undefined && /^\d{1,15}$/.test(length) ? { ...facts, size: Number(length) } : facts
  }
  const part = parseContentRange(answer.header('content-range'))
  if (range === undefined || part === undefined || !answersRange(part, range)) {
    discardBody(answer.body)
    throw new RemoteTrouble('unexpected-answer', 'the other server sent another part than was asked for')
  }
  const { first, last, size } = part
  return size === undefined
    ? { ...facts, range: { first, last } }
    : { ...facts, range: { first, last }, size }
}

function readFacts({ header, body }: Answer): RemoteReading {
  // Proxies that compress rewrite `ETag`; servers of the ownCloud family repeat it where they do not look.
  const tag = header('oc-etag') ?? header('etag') ?? ''
  const etag = parseStrongEtag(tag)
  const weakEtag = tag.startsWith('W/') ? parseStrongEtag(tag.slice(2)) : undefined
  const modifiedAt = parseHttpDate(header('last-modified') ?? '')
  const contentType = header('content-type')
  const checksums = {
    ...readReprDigest(header('repr-digest') ?? header('digest') ?? ''),
    ...readChecksums(header('oc-checksum') ?? ''),
  }
  return {
    ...(etag === undefined ? {} : { etag }),
    ...(weakEtag === undefined ? {} : { weakEtag }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(contentType !== undefined && isMediaType(contentType) ? { contentType } : {}),
    ...(Object.keys(checksums).length === 0 ? {} : { checksums }),
    body,
  }
}

interface ContentRange {
  readonly first: number
  readonly last: number
  readonly size: number | undefined
}

/** RFC 9110 14.4 */
function parseContentRange(value: string | undefined): ContentRange | undefined {
  const parts = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(value?.trim() ?? '')
  if (parts === null) return undefined
  const first = Number(parts[1])
  const last = Number(parts[2])
  const size = parts[3] === '*' ? undefined : Number(parts[3])
  return first <= last && last < (size ?? Number.POSITIVE_INFINITY) ? { first, last, size } : undefined
}

function answersRange({ first, last, size }: ContentRange, asked: RangeRequest): boolean {
  if ('suffixLength' in asked) {
    return last - first < asked.suffixLength && (size === undefined || last === size - 1)
  }
  return first === asked.first && last <= (asked.last ?? Number.POSITIVE_INFINITY)
}
