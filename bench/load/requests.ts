import { randomFillSync } from 'node:crypto'
import type { RequestBytes } from './connection.ts'
import type { LoadOrder } from './load-order.ts'

/** Longest body that is sent together with its head, in bytes. */
const shortBody = 64 * 1024
const pieceBytes = 1024 * 1024

/** Prepares the requests of an order: as much as possible before the first, so that each costs little. */
export function createRequests({
  port,
  method,
  target,
  headers,
  body = '',
  prepared,
}: LoadOrder): (number: number) => RequestBytes {
  if (prepared !== undefined) {
    const all = prepared.map((text) => ({ head: Buffer.from(text, 'latin1') }))
    return (number) => all[number] ?? { head: Buffer.alloc(0) }
  }
  const length = typeof body === 'number' ? body : Buffer.byteLength(body)
  const hasBody = length > 0 || method === 'PUT'
  const fields = {
    host: `127.0.0.1:${port}`,
    ...headers,
    ...(hasBody && { 'content-length': String(length) }),
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  const text = `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`

  const noise = randomFillSync(Buffer.allocUnsafe(Math.min(length, pieceBytes)))
  const short = typeof body === 'string' ? Buffer.from(body) : length <= shortBody ? noise : undefined
  const request = (number: number): RequestBytes => {
    const head = Buffer.from(text.replaceAll('{n}', String(number)), 'latin1')
    return short === undefined
      ? { head, body: piecesOf(noise, length) }
      : { head: Buffer.concat([head, short]) }
  }

  if (text.includes('{n}') || short === undefined) return request
  const always = request(0)
  return () => always
}

function* piecesOf(noise: Buffer, length: number): Generator<Buffer> {
  for (let left = length; left > 0; left -= noise.length) yield noise.subarray(0, left)
}
