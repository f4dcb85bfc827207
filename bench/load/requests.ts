import { randomFillSync } from 'node:crypto'
import type { RequestBytes } from './connection.ts'
import type { LoadOrder } from './load-order.ts'

/** Longest body that is sent together with its head, in bytes. */
const shortBody = 64 * 1024
const pieceBytes = 1024 * 1024

/** Prepares the requests of an order: as much as possible before the first, so that each costs little. */
export function createRequests(order: LoadOrder): (number: number) => RequestBytes {
  const { body = '', prepared } = order
  if (prepared !== undefined) {
    const all = prepared.map((text) => ({ head: Buffer.from(text, 'latin1') }))
    return (number) => all[number] ?? { head: Buffer.alloc(0) }
  }
  if (typeof body === 'string') return textRequests(order, body)

  const noise = randomFillSync(Buffer.allocUnsafe(Math.min(body, pieceBytes)))
  const text = headOf(order, body)
  const request = (number: number): RequestBytes => {
    const head = Buffer.from(numbered(text, number), 'latin1')
    return body <= shortBody ? { head: Buffer.concat([head, noise]) } : { head, body: piecesOf(noise, body) }
  }
  return body > shortBody || text.includes('{n}') ? request : always(request(0))
}

function textRequests(order: LoadOrder, body: string): (number: number) => RequestBytes {
  const request = (number: number): RequestBytes => {
    const text = Buffer.from(numbered(body, number))
    const head = Buffer.from(numbered(headOf(order, text.byteLength), number), 'latin1')
    return { head: Buffer.concat([head, text]) }
  }
  const isNumbered = `${headOf(order, 0)}${body}`.includes('{n}')
  return isNumbered ? request : always(request(0))
}

function headOf({ port, method, target, headers }: LoadOrder, length: number): string {
  const hasBody = length > 0 || method === 'PUT'
  const fields = {
    host: `127.0.0.1:${port}`,
    ...headers,
    ...(hasBody && { 'content-length': String(length) }),
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`
}

function numbered(text: string, number: number): string {
  return text.replaceAll('{n}', String(number))
}

function always(request: RequestBytes): () => RequestBytes {
  return () => request
}

function* piecesOf(noise: Buffer, length: number): Generator<Buffer> {
  for (let left = length; left > 0; left -= noise.length) yield noise.subarray(0, left)
}
