import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, AnswerReader } from './answer-reader.ts'

const stream = [
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
  'HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 204 No Content\r\nDate: x\r\n\r\n',
  'HTTP/1.1 207 Multi-Status\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10;x=y\r\n0123456789\r\nabcd\r\n0\r\n\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nTrailer: x\r\n\r\n',
  'HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\n\n',
].join('')

const answers: Answer[] = [
  { status: 200, bytes: 5 },
  { status: 201, bytes: 0 },
  { status: 204, bytes: 0 },
  { status: 207, bytes: 19 },
  { status: 200, bytes: 0 },
  { status: 404, bytes: 1 },
]

describe('an answer reader', () => {
  it('finds the end of each answer, however the bytes arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length })), (cuts) => {
        expect(read(cut(stream, cuts))).toEqual(answers)
      }),
    )
  })

  it('refuses what is no answer', () => {
    expect(() => read(['SSH-2.0-OpenSSH\r\n\r\n'])).toThrow('no answer of HTTP')
    expect(() => read(['x'.repeat(100_000)])).toThrow('no answer of HTTP')
    expect(() => read(['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'])).toThrow('no chunk')
  })
})

function read(pieces: readonly string[]): Answer[] {
  const found: Answer[] = []
  const reader = new AnswerReader((answer) => found.push(answer))
  for (const piece of pieces) reader.read(Buffer.from(piece, 'latin1'))
  return found
}

function cut(text: string, places: readonly number[]): string[] {
  const sorted = [0, ...places.toSorted((one, other) => one - other), text.length]
  return sorted.slice(1).map((end, position) => text.slice(sorted[position], end))
}
