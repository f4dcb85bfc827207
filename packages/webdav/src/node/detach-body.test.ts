import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { detachBody } from './detach-body.ts'

describe('detachBody', () => {
  it('passes everything on', async () => {
    expect(await text(detachBody(Readable.from([Buffer.from('a'), Buffer.from('b')])))).toBe('ab')
  })

  it('passes on that a source ended before it was read', async () => {
    const source = new PassThrough()
    source.end()
    await source.resume().toArray()
    expect(await text(detachBody(source))).toBe('')
  })

  it('leaves the source alone when it is destroyed', async () => {
    const source = new PassThrough()
    source.write('a')
    const copy = detachBody(source)
    for await (const chunk of copy) {
      expect(String(chunk)).toBe('a')
      break
    }
    expect(copy.destroyed).toBe(true)
    expect(source.destroyed).toBe(false)
    expect(source.isPaused()).toBe(true)
  })

  it('does not begin to read before somebody asks', async () => {
    const source = new PassThrough()
    detachBody(source)
    expect(source.listenerCount('data')).toBe(0)
  })

  it('breaks off with the source', async () => {
    const source = new PassThrough()
    const copy = text(detachBody(source))
    source.destroy(new Error('gone'))
    await expect(copy).rejects.toThrow('gone')
  })

  it('breaks off when the source closes without an end', async () => {
    const source = new PassThrough()
    const copy = text(detachBody(source))
    source.destroy()
    await expect(copy).rejects.toThrow('broke off')
  })

  it('reads no faster than its reader', async () => {
    let produced = 0
    const source = new Readable({
      read() {
        produced += 1
        this.push(Buffer.alloc(16 * 1024))
      },
    })
    const copy = detachBody(source)
    copy.once('data', () => copy.pause())
    await new Promise((resolve) => {
      source.once('pause', resolve)
    })
    expect(produced).toBeLessThan(32)
    copy.destroy()
    source.destroy()
  })
})
