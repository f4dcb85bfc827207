import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { exactBody } from './exact-body.ts'

const bodyOf = (...parts: readonly string[]) => Readable.from(parts.map((part) => Buffer.from(part)))

it('a body of the right length passes unchanged', async () => {
  expect((await buffer(exactBody(bodyOf('0123', '456'), 7))).toString()).toBe('0123456')
  expect((await buffer(exactBody(bodyOf(), 0))).length).toBe(0)
})

it.each([6, 8])('a body of seven bytes where %i were told fails', async (length) => {
  await expect(buffer(exactBody(bodyOf('0123', '456'), length))).rejects.toThrow('another length')
})

it('whoever lets go of the body lets go of its source', async () => {
  const source = bodyOf('0123', '456')
  const body = exactBody(source, 7)
  const iterator = body[Symbol.asyncIterator]()
  await iterator.next()
  await iterator.return?.()
  expect(source.destroyed).toBe(true)
})
