import { Readable } from 'node:stream'
import { xmlAnswer, xmlContentType, xmlHeaders } from './dav-answer.ts'
import type { DavResponse } from './dav-request.ts'
import { namespaceDeclarations } from './properties/property-name.ts'

/** Length of the pieces that a long answer is sent in, and up to which an answer is sent as a whole. */
const pieceLength = 64 * 1024

/**
 * Answers 207 with `response` elements (RFC 4918 13).
 *
 * A short answer is made whole, with its length. A long one streams, no faster than the client reads; should the
 * items fail on the way, the body fails too, and the edge must cut the connection: a listing that stops early must
 * never look like a complete one.
 *
 * An error that comes before the first piece is full is thrown here, where it can still become a status.
 *
 * @param first - the first `response` element
 * @param items - what the further ones are about
 * @param write - writes the `response` element of an item
 * @param last - what comes after them, as XML
 */
export async function answerMultistatus<T>(
  headers: Readonly<Record<string, string>>,
  first: string,
  items: AsyncIterable<T> | Iterable<T>,
  write: (item: T) => string,
  last = '',
): Promise<DavResponse> {
  const pieces = inPieces(first, items, write, last)
  const beginning = await pieces.next()
  const next = await pieces.next()
  if (next.done) {
    const bytes = Buffer.from(beginning.value ?? '')
    return { status: 207, headers: { ...headers, ...xmlHeaders(bytes.byteLength) }, body: bytes }
  }
  return {
    status: 207,
    headers: { ...headers, 'content-type': xmlContentType },
    body: Readable.from(resume([beginning, next], pieces), { objectMode: false }),
  }
}

/** One resource and what became of it, for a `response` element without properties. */
export interface ResourceStatus {
  readonly href: string
  readonly status: string
}

/** Answers 207 with the status of each of some resources. */
export function answerStatuses(statuses: readonly ResourceStatus[]): DavResponse {
  return xmlAnswer(207, start + statuses.map(({ href, status }) => writeStatus(href, status)).join('') + end)
}

/**
 * Writes the `response` element of a resource as a whole (RFC 4918 14.24).
 * @param status - `404 Not Found`
 * @param error - an `error` element
 */
export function writeStatus(href: string, status: string, error = ''): string {
  return `<d:response><d:href>${href}</d:href><d:status>HTTP/1.1 ${status}</d:status>${error}</d:response>`
}

/** Answers 207 with one `response` element. */
export function answerOneStatus(headers: Readonly<Record<string, string>>, response: string): DavResponse {
  return xmlAnswer(207, start + response + end, headers)
}

const start = `<?xml version="1.0" encoding="utf-8"?>\n<d:multistatus${namespaceDeclarations}>`
const end = '</d:multistatus>'

async function* inPieces<T>(
  first: string,
  items: AsyncIterable<T> | Iterable<T>,
  write: (item: T) => string,
  last: string,
): AsyncGenerator<string, undefined> {
  let piece = start + first
  const fillsIt = (item: T): boolean => {
    piece += write(item)
    return piece.length >= pieceLength
  }
  const taken = (): string => {
    const whole = piece
    piece = ''
    return whole
  }
  // To wait for each of those that are here already would take longer than to write them.
  if (Symbol.iterator in items) {
    for (const item of items) if (fillsIt(item)) yield taken()
  } else {
    for await (const item of items) if (fillsIt(item)) yield taken()
  }
  yield piece + last + end
}

/** What was taken from a generator already, then the rest of it. Closing this closes the generator. */
function resume<T>(taken: IteratorResult<T>[], rest: AsyncGenerator<T, undefined>): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => taken.shift() ?? rest.next(),
      return: () => rest.return(undefined),
    }),
  }
}
