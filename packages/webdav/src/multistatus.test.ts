import { once } from 'node:events'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { DavResponse } from './dav-request.ts'
import { answerMultistatus } from './multistatus.ts'

const response = `<d:response>${'x'.repeat(1000)}</d:response>`

describe('answerMultistatus', () => {
  it('makes a short answer whole', async () => {
    const { status, headers, body } = await answer(repeat(10), { dav: '1' })
    expect(status).toBe(207)
    if (!(body instanceof Uint8Array)) throw new Error('not whole')
    expect(headers).toMatchObject({ dav: '1', 'content-length': String(body.byteLength) })
  })

  it('streams a long answer', async () => {
    const { headers, body } = await answer(repeat(1000))
    expect(headers).not.toHaveProperty('content-length')
    const whole = await text(streamOf(body))
    expect(whole.match(/<d:response>/g)).toHaveLength(1001)
    expect(whole).toMatch(/^<\?xml[^]*<\/d:multistatus>$/)
  })

  it('takes no more than it can send', async () => {
    let taken = 0
    const { body } = await answer(
      repeat(Number.POSITIVE_INFINITY, () => {
        taken += 1
      }),
    )
    await once(streamOf(body), 'readable')
    for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate)
    // The two pieces that were made to see how long the answer is, and what fits into the buffer of the stream.
    expect(taken).toBeLessThan(4 * 65)
    streamOf(body).destroy()
  })

  it.each(['before', 'after'])(
    'closes what it takes from when it is destroyed %s the first read',
    async (moment) => {
      const closed = Promise.withResolvers<string>()
      const { body } = await answer(
        repeat(
          Number.POSITIVE_INFINITY,
          () => {},
          () => closed.resolve('closed'),
        ),
      )
      if (moment === 'after') await once(streamOf(body), 'readable')
      streamOf(body).destroy()
      expect(await closed.promise).toBe('closed')
    },
  )

  it('throws what fails before the first piece is full', async () => {
    await expect(answer(failAfter(10))).rejects.toThrow('gone')
  })

  it('fails with what fails later', async () => {
    const { body } = await answer(failAfter(1000))
    await expect(text(streamOf(body))).rejects.toThrow('gone')
  })
})

function answer(responses: AsyncIterable<string>, headers: Record<string, string> = {}) {
  return answerMultistatus(headers, response, responses, (xml) => xml)
}

function streamOf(body: DavResponse['body']): Readable {
  if (!(body instanceof Readable)) throw new Error('not a stream')
  return body
}

async function* repeat(count: number, onTake = () => {}, onClose = () => {}): AsyncGenerator<string> {
  try {
    for (let number = 0; number < count; number += 1) {
      onTake()
      yield response
    }
  } finally {
    onClose()
  }
}

async function* failAfter(count: number): AsyncGenerator<string> {
  yield* repeat(count)
  throw new Error('gone')
}
