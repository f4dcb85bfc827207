import { once } from 'node:events'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { continuedBody } from './continued-body.ts'

const bodyOf = (...parts: readonly string[]) => Readable.from(parts.map((part) => Buffer.from(part)))

/** Gives its parts and then breaks off. */
function breaking(...parts: readonly string[]): Readable {
  const left = parts.map((part) => Buffer.from(part))
  return new Readable({
    read() {
      const part = left.shift()
      if (part === undefined) this.destroy(new Error('the line was cut'))
      else this.push(part)
    },
  })
}

describe('a body', () => {
  it('of the right length passes unchanged', async () => {
    expect(await text(continuedBody(bodyOf('0123', '456'), { length: 7 }))).toBe('0123456')
    expect(await text(continuedBody(bodyOf(), { length: 0 }))).toBe('')
  })

  it.each([6, 8])('of seven bytes where %i were told fails', async (length) => {
    await expect(buffer(continuedBody(bodyOf('0123', '456'), { length }))).rejects.toThrow(/^the file/)
  })

  it('that breaks off fails with its error when nothing can go on', async () => {
    await expect(buffer(continuedBody(breaking('0123'), { length: 7 }))).rejects.toThrow('the line was cut')
  })

  it('that broke off before anybody read it fails with its error, too', async () => {
    const source = breaking().on('error', () => {})
    source.resume()
    await new Promise((resolve) => source.once('close', resolve))
    await expect(buffer(continuedBody(source, { length: 7 }))).rejects.toThrow('the line was cut')
  })

  it('that nobody wants any more lets go of its source, also before it was read', async () => {
    for (const reads of [true, false]) {
      const source = bodyOf('0123', '456')
      const body = continuedBody(source, { length: 7 })
      if (reads) await once(body, 'readable')
      body.destroy()
      await once(body, 'close')
      expect(source.destroyed).toBe(true)
    }
  })

  it('is read from its source no faster than it is wanted', async () => {
    let given = 0
    const source = new Readable({
      read() {
        given += 1
        this.push(Buffer.alloc(64 * 1024))
      },
    })
    const body = continuedBody(source, { length: 1_000_000_000 })
    await once(body, 'readable')
    await new Promise((resolve) => setImmediate(resolve))
    expect(given).toBeLessThan(16)
    body.destroy()
  })
})

describe('a body that breaks off', () => {
  it('goes on where that happened, as often as it takes', async () => {
    const asked: number[] = []
    const rests: Record<number, () => Readable> = { 4: () => breaking('45', '67'), 8: () => bodyOf('89') }
    const body = continuedBody(breaking('0123'), {
      length: 10,
      rest: async (delivered) => {
        asked.push(delivered)
        return rests[delivered]?.() ?? breaking()
      },
    })
    expect(await text(body)).toBe('0123456789')
    expect(asked).toEqual([4, 8])
  })

  it('goes on also when it just ends too early', async () => {
    const rest = async () => bodyOf('456')
    expect(await text(continuedBody(bodyOf('0123'), { length: 7, rest }))).toBe('0123456')
  })

  it('fails with what going on fails with', async () => {
    const rest = (_: number, error: Error) => Promise.reject(new Error(`no more: ${error.message}`))
    await expect(buffer(continuedBody(breaking('0'), { length: 7, rest }))).rejects.toThrow(
      'no more: the line was cut',
    )
  })

  it('after its last byte is whole', async () => {
    expect(await text(continuedBody(breaking('0123'), { length: 4 }))).toBe('0123')
  })

  it('and is not wanted any more lets go of what goes on', async () => {
    const opened = Promise.withResolvers<Readable>()
    const asked = Promise.withResolvers<void>()
    const body = continuedBody(breaking('0123'), {
      length: 7,
      rest: () => {
        asked.resolve()
        return opened.promise
      },
    })
    body.resume()
    await asked.promise
    body.destroy()
    const late = bodyOf('456')
    opened.resolve(late)
    await once(late, 'close')
    expect(late.destroyed).toBe(true)
  })
})
