import { describe, expect, it } from 'vitest'
import { ownDocument } from './own-document.ts'

describe('a document about this server', () => {
  const document = { enabled: true }
  const etag = String(ownDocument({ headers: {} }, document).headers?.['etag'])

  it('has an entity tag that is another one when it says something else', () => {
    expect(ownDocument({ headers: {} }, document)).toMatchObject({ status: 200, body: '{"enabled":true}' })
    expect(etag).toMatch(/^"[\w-]{43}"$/)
    expect(ownDocument({ headers: {} }, { enabled: false }).headers?.['etag']).not.toBe(etag)
  })

  it.each([etag, `W/${etag}`, `"x", ${etag}`, '*'])('is not sent again to who has it: %s', (known) => {
    const reply = ownDocument({ headers: { 'if-none-match': known } }, document)
    expect(reply).toEqual({ status: 304, headers: { 'cache-control': 'max-age=3600', etag } })
  })

  it.each(['"x"', '', etag.slice(1, -1)])('is sent to who has another one: %j', (known) => {
    expect(ownDocument({ headers: { 'if-none-match': known } }, document).status).toBe(200)
  })
})
