import { describe, expect, it } from 'vitest'
import type { ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { readOnly, treeOf, withoutExtras } from '../testing/trees.ts'

const color = '<x:color xmlns:x="urn:x">red</x:color>'
const emptyColor = '<x:color xmlns:x="urn:x"/>'

describe('PROPPATCH of dead properties', () => {
  it('stores them, and answers as RFC 4918 9.2.2 shows', async () => {
    const tree = treeOf({ a: '' })
    const { status, headers, text } = await proppatch(tree, set(`${color}<plain>1</plain>`))
    expect(status).toBe(207)
    expect(headers['dav']).toBe('1, 2, 3')
    expect(text).toContain(
      `<d:response><d:href>/dav/a</d:href><d:propstat><d:prop>${emptyColor}<plain/></d:prop>` +
        '<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>',
    )
    expect(await read(tree, `${emptyColor}<plain/>`)).toContain('>red</x:color><plain')
  })

  it('gives them back as they were: prefixes, attributes, language, mixed content', async () => {
    const tree = treeOf({ a: '' })
    const body =
      '<d:propertyupdate xmlns:d="DAV:"><d:set><d:prop xml:lang="de" xmlns:z="urn:z">' +
      '<z:title z:b="1">Über <z:em>alles</z:em> &amp; <none xmlns=""/></z:title></d:prop></d:set></d:propertyupdate>'
    await askDav(tree, 'PROPPATCH', '/a', { body })
    expect(await read(tree, '<q:title xmlns:q="urn:z"/>')).toContain(
      '<z:title xmlns:z="urn:z" xmlns:d="DAV:" xml:lang="de" z:b="1">Über <z:em>alles</z:em> &amp; <none xmlns=""/></z:title>',
    )
  })

  it.each([
    ['set, then remove', set(color) + remove(emptyColor), false],
    ['remove, then set', remove(emptyColor) + set(color), true],
    ['set twice', set(color.replace('red', 'blue')) + set(color), true],
    ['remove twice', remove(emptyColor) + remove(emptyColor), false],
  ])('follows its instructions in their order: %s', async (_what, instructions, isThere) => {
    const tree = treeOf({ a: '' })
    const { text } = await proppatch(tree, instructions)
    expect(text.match(/<x:color/g)).toHaveLength(1)
    expect((await read(tree, emptyColor)).includes('>red<')).toBe(isThere)
  })

  it('has nothing to do to remove what is not there', async () => {
    const { text } = await proppatch(treeOf({ a: '' }), remove(emptyColor))
    expect(text).toContain(`${emptyColor}</d:prop><d:status>HTTP/1.1 200 OK`)
  })

  it('does all or nothing', async () => {
    const tree = treeOf({ a: '' })
    await proppatch(tree, set(color))
    const { text } = await proppatch(
      tree,
      remove(emptyColor) + set('<oc:id>7</oc:id><y/>') + set('<d:getetag/>'),
    )
    expect(text).toContain('<oc:id/><d:getetag/></d:prop><d:status>HTTP/1.1 403 Forbidden')
    expect(text).toContain(`${emptyColor}<y/></d:prop><d:status>HTTP/1.1 424 Failed Dependency`)
    expect(await read(tree, emptyColor)).toContain('red')
  })

  it('keeps them when contents are replaced, copied and moved', async () => {
    const tree = treeOf({ a: '', 'folder/b': '' })
    await proppatch(tree, set(color))
    await proppatch(tree, set(color), '/folder')
    await askDav(tree, 'PUT', '/a', { body: 'new' })
    await askDav(tree, 'COPY', '/a', { headers: { destination: '/dav/copy' } })
    await askDav(tree, 'MOVE', '/a', { headers: { destination: '/dav/moved' } })
    await askDav(tree, 'COPY', '/folder', { headers: { destination: '/dav/folder2', depth: '0' } })
    for (const target of ['/copy', '/moved', '/folder', '/folder2']) {
      expect(await read(tree, emptyColor, target)).toContain('red')
    }
  })

  it('does not change the entity tag, since the contents are the same', async () => {
    const tree = treeOf({ a: '' })
    const before = await tree.stat(['a'])
    await proppatch(tree, set(color))
    expect((await tree.stat(['a']))?.etag).toBe(before?.etag)
  })

  it('is short when all is well and the client wants it short', async () => {
    const tree = treeOf({ a: '' })
    const headers = { prefer: 'return=minimal' }
    const answer = await askDav(tree, 'PROPPATCH', '/a', { headers, body: update(set(color)) })
    expect(answer).toMatchObject({
      status: 204,
      headers: { 'preference-applied': 'return=minimal' },
      text: '',
    })
    const refused = await askDav(tree, 'PROPPATCH', '/a', { headers, body: update(set('<d:getetag/>')) })
    expect(refused.status).toBe(207)
  })

  it('stores a property of 64 KiB, and none that is larger', async () => {
    const tree = treeOf({ a: '' })
    // With the declarations that it stands under.
    const sized = (bytes: number) => `<big ${declarations}>${'x'.repeat(bytes)}</big>`
    const overhead = sized(0).length
    const fits = await proppatch(tree, set(sized(65_536 - overhead)))
    expect(fits.text).toContain('200 OK')
    const tooLarge = await proppatch(tree, set(`${color}${sized(65_537 - overhead)}`))
    expect(tooLarge.text).toContain('<big/></d:prop><d:status>HTTP/1.1 507 Insufficient Storage')
    expect(tooLarge.text).toContain('424 Failed Dependency')
  })

  it('is not fooled by few long declarations for many properties', async () => {
    const names = Array.from({ length: 100 }, (_, number) => `<p${number}/>`).join('')
    const body = `<d:propertyupdate xmlns:d="DAV:" xmlns:x="${'u'.repeat(900_000)}"><d:set><d:prop>${names}</d:prop></d:set></d:propertyupdate>`
    const { text } = await askDav(treeOf({ a: '' }), 'PROPPATCH', '/a', { body })
    expect(text).toContain('507 Insufficient Storage')
    expect(text).not.toContain('200 OK')
  })

  it('says of a tree that stores nothing that it does not', async () => {
    const tree = withoutExtras(treeOf({ a: '' }))
    const { text } = await proppatch(
      tree,
      set(`${color}<d:lastmodified>1</d:lastmodified>`) + remove('<x:size xmlns:x="urn:x"/>'),
    )
    expect(text).toContain(
      `${emptyColor}<d:lastmodified/></d:prop><d:status>HTTP/1.1 403 Forbidden</d:status></d:propstat>`,
    )
    expect(text).toContain('<x:size xmlns:x="urn:x"/></d:prop><d:status>HTTP/1.1 424')
    expect((await proppatch(tree, remove(emptyColor))).text).toContain('200 OK')
  })

  it('leaves rights to the tree', async () => {
    const tree = treeOf({ a: '' }, () => readOnly)
    expect((await proppatch(tree, set(color))).status).toBe(403)
  })
})

describe('PROPPATCH of live properties', () => {
  it.each([
    'd:getetag',
    'd:resourcetype',
    'd:displayname',
    'd:lockdiscovery',
    'd:quota-available-bytes',
    'd:unknown',
    'oc:id',
    'oc:permissions',
    'oc:checksums',
  ])('protects %s, and says so', async (name) => {
    const { status, text } = await proppatch(treeOf({ a: '' }), set(`<${name}>x</${name}>`))
    expect(status).toBe(207)
    expect(text).toContain(
      `<d:propstat><d:prop><${name}/></d:prop><d:status>HTTP/1.1 403 Forbidden</d:status>` +
        '<d:error><d:cannot-modify-protected-property/></d:error></d:propstat>',
    )
    expect((await proppatch(treeOf({ a: '' }), remove(`<${name}/>`))).text).toContain('403 Forbidden')
  })

  it.each([
    ['d:lastmodified', '1790000000'],
    ['d:lastmodified', '1790000000.75'],
    ['d:lastmodified', ' 1790000000 '],
    ['d:lastmodified', 'Mon, 21 Sep 2026 14:13:20 GMT'],
    ['d:getlastmodified', 'Mon, 21 Sep 2026 14:13:20 GMT'],
    ['d:getlastmodified', '1790000000'],
    ['z:Win32LastModifiedTime', 'Mon, 21 Sep 2026 14:13:20 GMT'],
  ])('sets the time of the last change by %s: %s', async (name, value) => {
    const tree = treeOf({ a: '' })
    const { text } = await proppatch(tree, set(`<${name}>${value}</${name}>`))
    expect(text).toContain('200 OK')
    expect((await tree.stat(['a']))?.modifiedAt).toBe(1_790_000_000_000)
    expect(await read(tree, '<d:getlastmodified/>')).toContain('Mon, 21 Sep 2026 14:13:20 GMT')
    expect(await read(tree, '<z:Win32LastModifiedTime/>')).toContain('>Mon, 21 Sep 2026 14:13:20 GMT<')
  })

  it('takes the time of 1601, which Windows writes for none, for the beginning of time', async () => {
    const tree = treeOf({ a: '' })
    await proppatch(
      tree,
      set('<z:Win32LastModifiedTime>Mon, 01 Jan 1601 00:00:00 GMT</z:Win32LastModifiedTime>'),
    )
    expect((await tree.stat(['a']))?.modifiedAt).toBe(0)
  })

  it.each(['', 'yesterday', '-1', '2026-09-21'])('does not take %j for a time', async (value) => {
    const { text } = await proppatch(
      treeOf({ a: '' }),
      set(`${color}<d:lastmodified>${value}</d:lastmodified>`),
    )
    expect(text).toContain('<d:lastmodified/></d:prop><d:status>HTTP/1.1 409 Conflict')
    expect(text).toContain('424 Failed Dependency')
  })

  it('takes what Windows sets after each upload', async () => {
    const tree = treeOf({ a: '' })
    const { text } = await proppatch(
      tree,
      set(
        '<z:Win32CreationTime>Mon, 21 Sep 2026 14:13:20 GMT</z:Win32CreationTime>' +
          '<z:Win32LastAccessTime>Mon, 21 Sep 2026 14:13:20 GMT</z:Win32LastAccessTime>' +
          '<z:Win32LastModifiedTime>Mon, 21 Sep 2026 14:13:20 GMT</z:Win32LastModifiedTime>' +
          '<z:Win32FileAttributes>00000020</z:Win32FileAttributes>',
      ),
    )
    expect(text).not.toMatch(/HTTP\/1\.1 [345]/)
    const { text: all } = await askDav(tree, 'PROPFIND', '/a', { headers: { depth: '0' } })
    expect(all).toContain('>00000020</z:Win32FileAttributes>')
    expect(all).not.toContain('Win32LastModifiedTime')
  })

  it('takes the checksums that the file has, which rclone sets together with the time', async () => {
    const tree = treeOf({ a: 'hello' })
    const withChecksum = (digest: string) =>
      proppatch(
        tree,
        set(
          `<d:lastmodified>1790000000</d:lastmodified><oc:checksums>\n<oc:checksum>SHA1:${digest}</oc:checksum>\n</oc:checksums>`,
        ),
      )
    expect((await withChecksum('00')).text).toContain('424 Failed Dependency')
    const { text } = await withChecksum('AAF4C61DDCC5E8A2DABEDE0F3B482CD9AEA9434D')
    expect(text).toContain('<d:lastmodified/><oc:checksums/></d:prop><d:status>HTTP/1.1 200 OK')
    expect((await tree.stat(['a']))?.modifiedAt).toBe(1_790_000_000_000)
  })
})

describe('PROPPATCH', () => {
  it.each([
    ['/nothing', remove('<x/>'), 404],
    ['/a', '', 400],
    ['/a', '<d:set/>', 400],
    ['/a', '<x:set xmlns:x="urn:x"><d:prop><d:a/></d:prop></x:set>', 400],
    ['/a', remove('<x/>'.repeat(101)), 400],
    ['/a', remove('<x/>'.repeat(100)), 207],
  ])('for %s of %j gives %i', async (target, instructions, status) => {
    expect((await proppatch(treeOf({ a: '' }), instructions, target)).status).toBe(status)
  })

  it('refuses what is no XML, and what is too much', async () => {
    const tree = treeOf({ a: '' })
    expect((await askDav(tree, 'PROPPATCH', '/a')).status).toBe(400)
    expect((await askDav(tree, 'PROPPATCH', '/a', { body: '<a>' })).status).toBe(400)
    expect((await askDav(tree, 'PROPPATCH', '/a', { body: ' '.repeat(1024 * 1024 + 1) })).status).toBe(413)
  })

  it('checks conditions, also in the step that acts', async () => {
    const tree = treeOf({ a: '' })
    const body = update(set(color))
    const stale = { 'if-none-match': '*' }
    expect((await askDav(tree, 'PROPPATCH', '/a', { headers: stale, body })).status).toBe(412)
    const changing: ResourceTree = {
      ...tree,
      async stat(...question) {
        const resource = await tree.stat(...question)
        await askDav(tree, 'PUT', '/a', { body: 'meanwhile' })
        return resource
      },
    }
    const { headers } = await askDav(tree, 'HEAD', '/a')
    const fresh = { 'if-match': headers['etag'] ?? '' }
    expect((await askDav(changing, 'PROPPATCH', '/a', { headers: fresh, body })).status).toBe(412)
  })
})

function proppatch(tree: ResourceTree, instructions: string, target = '/a') {
  return askDav(tree, 'PROPPATCH', target, { body: update(instructions) })
}

const declarations = 'xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:z="urn:schemas-microsoft-com:"'

function update(instructions: string): string {
  return `<d:propertyupdate ${declarations}>${instructions}</d:propertyupdate>`
}

function set(properties: string): string {
  return `<d:set><d:prop>${properties}</d:prop></d:set>`
}

function remove(properties: string): string {
  return `<d:remove><d:prop>${properties}</d:prop></d:remove>`
}

async function read(tree: ResourceTree, names: string, target = '/a'): Promise<string> {
  const body = `<d:propfind ${declarations}><d:prop>${names}</d:prop></d:propfind>`
  return (await askDav(tree, 'PROPFIND', target, { headers: { depth: '0' }, body })).text
}
