import { describe, expect, it } from 'vitest'
import { fieldOf, findRequest, readableBody } from './recorded-request.ts'

const body = '{"name":"Grüße","protocol":{"webdav":{"sharedSecret":"s3cret","permissions":["read"]}}}'
const post = [
  'POST /ocm/shares HTTP/1.1',
  'host: localhost:8080',
  `Content-Length: ${Buffer.byteLength(body)}`,
  '',
  body,
].join('\r\n')
const get = 'GET /.well-known/ocm HTTP/1.1\r\nhost: localhost:8080\r\n\r\n'

describe('a recorded request', () => {
  it('is found among others of its connection, byte for byte', () => {
    const recorded = [Buffer.from(get), Buffer.from(get + post + get)]
    const request = findRequest(recorded, 'POST /ocm/shares')
    expect(request?.head).toEqual(post.split('\r\n').slice(0, 3))
    expect(request?.body.toString()).toBe(body)
    expect(fieldOf({ head: request?.head ?? [] }, 'content-length')).toBe(`${Buffer.byteLength(body)}`)
  })

  it('is not found when it was not there', () => {
    expect(findRequest([Buffer.from(get)], 'POST /ocm/shares')).toBeUndefined()
    expect(findRequest([], 'POST /ocm/shares')).toBeUndefined()
  })

  it('is shown without its secret', () => {
    const shown = readableBody(Buffer.from(body))
    expect(shown).toContain('"name": "Grüße"')
    expect(shown).toContain('hidden')
    expect(shown).not.toContain('s3cret')
  })
})
