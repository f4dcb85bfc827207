import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readMultistatus } from './multistatus-reader.ts'
import { createRemoteAddresses } from './remote-address.ts'
import { createEntryFormat } from './remote-entry.ts'

const format = createEntryFormat(
  { checksums: true, quota: true, folderSize: true },
  createRemoteAddresses('https://other.example/dav'),
)

describe('an entry', () => {
  it('reads what ownCloud and Nextcloud say', async () => {
    const entry = await entryOf(
      '<d:getlastmodified>Sun, 22 Nov 2026 00:46:36 GMT</d:getlastmodified><d:getcontentlength>6</d:getcontentlength>' +
        '<d:getcontenttype>text/plain</d:getcontenttype><d:resourcetype/><oc:permissions>RGDNVW</oc:permissions>' +
        '<d:getetag>&quot;5a87d6a44da326272fb6d6986c729c17&quot;</d:getetag><oc:id>00000012oc7k</oc:id>' +
        '<oc:fileid>12</oc:fileid><d:creationdate>2026-11-22T00:46:36+00:00</d:creationdate>',
    )
    expect(entry).toEqual({
      kind: 'file',
      name: 'a',
      href: '/dav/a',
      etag: '5a87d6a44da326272fb6d6986c729c17',
      size: 6,
      modifiedAt: Date.UTC(2026, 10, 22, 0, 46, 36),
      createdAt: Date.UTC(2026, 10, 22, 0, 46, 36),
      contentType: 'text/plain',
      fileId: '12',
      permissions: 'RGDNVW',
    })
  })

  it('needs nothing at all', async () => {
    expect(await entryOf('')).toEqual({ kind: 'file', name: 'a', href: '/dav/a' })
  })

  it.each([
    ['a collection', '<d:resourcetype><d:collection/></d:resourcetype>', '/dav/a', 'folder'],
    ['a file with a slash', '<d:resourcetype/>', '/dav/a/', 'file'],
    ['no resourcetype, but a slash', '', '/dav/a/', 'folder'],
    ['the type of a folder', '<d:getcontenttype>httpd/unix-directory</d:getcontenttype>', '/dav/a', 'folder'],
  ])('tells the kind of %s', async (_what, properties, href, kind) => {
    const entry = await entryOf(`${properties}<d:getcontentlength>0</d:getcontentlength>`, href)
    expect(entry.kind).toBe(kind)
    expect('size' in entry).toBe(kind === 'file')
  })

  it.each([
    ['"strong"', { etag: 'strong' }],
    ['unquoted', { etag: 'unquoted' }],
    ['W/"weak"', { weakEtag: 'weak' }],
    ['W/weak', {}],
    ['"with space "', {}],
    ['&quot;half', {}],
    [`"${'x'.repeat(600)}"`, {}],
  ])('reads the entity tag %s', async (text, tags) => {
    const { etag, weakEtag } = await entryOf(`<d:getetag>${text}</d:getetag>`)
    expect({ etag, weakEtag }).toEqual({ etag: undefined, weakEtag: undefined, ...tags })
  })

  it.each([
    '<d:getcontentlength>-1</d:getcontentlength>',
    '<d:getcontentlength>many</d:getcontentlength>',
    '<d:getcontentlength>99999999999999999999</d:getcontentlength>',
    '<d:getlastmodified>yesterday</d:getlastmodified>',
    '<d:getlastmodified>Thu, 01 Jan 1903 00:00:00 GMT</d:getlastmodified>',
    '<d:getcontenttype>text/html&#10;x: y</d:getcontenttype>',
    '<oc:fileid>with space</oc:fileid>',
    `<oc:id>${'9'.repeat(256)}</oc:id>`,
    '<oc:permissions>&lt;script></oc:permissions>',
  ])('takes %s for left out', async (properties) => {
    expect(await entryOf(properties)).toEqual({ kind: 'file', name: 'a', href: '/dav/a' })
  })

  it('of a file has the checksums that are known here', async () => {
    const sha1 = 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'
    const text = `SHA1:${sha1.toUpperCase()} MD5:5d41402abc4b2a76b9719d911017c592 ADLER32:062c0215`
    const checksums = `<oc:checksums><oc:checksum>${text}</oc:checksum></oc:checksums>`
    expect((await entryOf(checksums)).checksums).toEqual({ sha1 })
    expect(
      await entryOf('<oc:checksums><oc:checksum>MD5:00</oc:checksum></oc:checksums>'),
    ).not.toHaveProperty('checksums')
  })

  it.each([
    ['5', '7', { used: 5, available: 7 }],
    ['5', '-3', { used: 5 }],
    ['', '7', undefined],
  ])('of a folder has the quota of its owner: %s used, %s available', async (used, available, quota) => {
    const entry = await entryOf(
      `<d:resourcetype><d:collection/></d:resourcetype><d:quota-used-bytes>${used}</d:quota-used-bytes>` +
        `<d:quota-available-bytes>${available}</d:quota-available-bytes><oc:size>12</oc:size>`,
    )
    expect([entry.quota, entry.folderSize]).toEqual([quota, 12])
  })

  it('takes the id where there is no fileid', async () => {
    expect(await entryOf('<oc:fileid/><oc:id>12oc7k</oc:id>')).toMatchObject({ fileId: '12oc7k' })
  })
})

async function entryOf(properties: string, href = '/dav/a') {
  const xml =
    `<d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:response><d:href>${href}</d:href>` +
    `<d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>` +
    '</d:multistatus>'
  const [response] = await Array.fromAsync(readMultistatus(Readable.from([Buffer.from(xml)]), format.wanted))
  if (response === undefined) throw new Error('no response')
  return format.read(response, 'a', href)
}
