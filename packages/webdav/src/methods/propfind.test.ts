import { describe, expect, it } from 'vitest'
import { ResourceError } from '../resource-error.ts'
import type { ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { readOnly, testNow, treeOf } from '../testing/trees.ts'

const declarations = 'xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"'

const tree = treeOf({ 'Plans/a b.txt': 'hello', 'Plans/sub/x': '', 'r&d/<🏝>.svg': '<svg/>' })

describe('PROPFIND', () => {
  it('answers in the form that sync clients insist on', async () => {
    const { status, headers, text } = await propfind(
      '/Plans',
      '1',
      prop('<d:resourcetype/><d:getcontentlength/><oc:id/>'),
    )
    expect(status).toBe(207)
    expect(headers).toEqual({
      'content-type': 'application/xml; charset=utf-8',
      'content-length': String(Buffer.byteLength(text)),
      dav: '1, 2, 3',
      vary: 'Prefer',
    })
    expect(text).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<d:multistatus xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns">' +
        '<d:response><d:href>/dav/Plans/</d:href>' +
        '<d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype><oc:id>2</oc:id></d:prop>' +
        '<d:status>HTTP/1.1 200 OK</d:status></d:propstat>' +
        '<d:propstat><d:prop><d:getcontentlength/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>' +
        '</d:response>' +
        '<d:response><d:href>/dav/Plans/a%20b.txt</d:href>' +
        '<d:propstat><d:prop><d:resourcetype/><d:getcontentlength>5</d:getcontentlength><oc:id>3</oc:id></d:prop>' +
        '<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>' +
        '<d:response><d:href>/dav/Plans/sub/</d:href>' +
        '<d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype><oc:id>4</oc:id></d:prop>' +
        '<d:status>HTTP/1.1 200 OK</d:status></d:propstat>' +
        '<d:propstat><d:prop><d:getcontentlength/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>' +
        '</d:response></d:multistatus>',
    )
  })

  it('answers an empty body like allprop, with the properties of the RFC', async () => {
    const { text } = await propfind('/Plans/a%20b.txt', '0', '')
    expect(text).toBe((await propfind('/Plans/a%20b.txt', '0', body('<d:allprop/>'))).text)
    for (const property of [
      '<d:resourcetype/>',
      '<d:getlastmodified>Wed, 09 Sep 2026 12:00:00 GMT</d:getlastmodified>',
      '<d:getcontentlength>5</d:getcontentlength>',
      '<d:getcontenttype>text/plain</d:getcontenttype>',
      '<d:displayname>a b.txt</d:displayname>',
      `<d:creationdate>${new Date(testNow).toISOString()}</d:creationdate>`,
    ]) {
      expect(text).toContain(property)
    }
    expect(text).toMatch(/<d:getetag>"v\d+"<\/d:getetag>/)
    expect(text).not.toContain('oc:id')
    expect(text).not.toContain('404')
  })

  it('adds to allprop what include names', async () => {
    const question = body('<d:allprop/><d:include><oc:fileid/><d:getetag/><x:y xmlns:x="urn:x"/></d:include>')
    const { text } = await propfind('/Plans', '0', question)
    expect(text).toContain('<oc:fileid>2</oc:fileid>')
    expect(text.match(/<d:getetag>/g)).toHaveLength(1)
    expect(text).toContain('<x:y xmlns:x="urn:x"/></d:prop><d:status>HTTP/1.1 404 Not Found')
  })

  it('lists with propname the names that the resource has', async () => {
    const { text } = await propfind('/Plans', '0', body('<d:propname/>'))
    expect(text).toContain('<d:getetag/>')
    expect(text).toContain('<oc:permissions/>')
    expect(text).not.toContain('<d:getcontentlength/>')
  })

  it('takes the allprop in no namespace that oCIS sends', async () => {
    const question = "<d:propfind xmlns:d='DAV:'><allprop/></d:propfind>"
    expect((await propfind('/Plans', '0', question)).text).toContain('<d:getetag>')
  })

  it('reports what it does not know, in its own namespace', async () => {
    const question = prop('<x:a xmlns:x="urn:&quot;&amp;"/><nothing/><d:unknown/><d:unknown/>')
    const { text } = await propfind('/Plans', '0', question)
    expect(text).toContain(
      '<d:propstat><d:prop><x:a xmlns:x="urn:&quot;&amp;"/><nothing/><d:unknown/></d:prop>' +
        '<d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>',
    )
    expect(text).not.toContain('200 OK')
  })

  it('leaves out what is not found when the client wants it short', async () => {
    const headers = { depth: '0', prefer: 'return=minimal' }
    const answer = await askDav(tree, 'PROPFIND', '/Plans', {
      headers,
      body: prop('<d:unknown/><d:getetag/>'),
    })
    expect(answer.headers['preference-applied']).toBe('return=minimal')
    expect(answer.text).not.toContain('404')
    const nothing = await askDav(tree, 'PROPFIND', '/Plans', { headers, body: prop('<d:unknown/>') })
    expect(nothing.text).toContain('<d:propstat><d:prop></d:prop><d:status>HTTP/1.1 200 OK')
  })

  it('answers Depth 1 on a file like Depth 0', async () => {
    const { text } = await propfind('/Plans/a%20b.txt', '1', prop('<d:resourcetype/>'))
    expect(text).toContain('<d:href>/dav/Plans/a%20b.txt</d:href>')
    expect(text.match(/<d:response>/g)).toHaveLength(1)
  })

  it('does not call a file a folder, though it is asked for with a slash', async () => {
    const { text } = await propfind('/Plans/a%20b.txt/', '0', prop('<d:resourcetype/>'))
    expect(text).toContain('<d:href>/dav/Plans/a%20b.txt</d:href>')
    expect(text).toContain('<d:resourcetype/>')
  })

  it('writes every name so that it is XML and a URL', async () => {
    const { text } = await propfind('/r%26d', '1', prop('<d:displayname/>'))
    expect(text).toContain('<d:href>/dav/r%26d/</d:href>')
    expect(text).toContain('<d:displayname>r&amp;d</d:displayname>')
    expect(text).toContain('<d:href>/dav/r%26d/%3C%F0%9F%8F%9D%3E.svg</d:href>')
    expect(text).toContain('<d:displayname>&lt;🏝&gt;.svg</d:displayname>')
  })

  it('serves a single file as the root of a tree', async () => {
    const single: ResourceTree = { ...tree, stat: async () => tree.stat(['Plans', 'a b.txt']) }
    const { text } = await askDav(single, 'PROPFIND', '', { headers: { depth: '0' } })
    expect(text).toContain('<d:href>/dav</d:href>')
  })

  it.each([
    ['own folder', [], undefined, 'RGDNVCK'],
    ['own file', ['Plans', 'a b.txt'], undefined, 'RGDNVW'],
    ['mounted folder', ['Plans'], 'root', 'SRMGDNVCK'],
    ['file inside', ['Plans', 'a b.txt'], 'inside', 'SRGDNVW'],
  ] as const)(
    'writes the letters of what may be done with one’s %s',
    async (_what, path, received, letters) => {
      const resource = await tree.stat(path)
      if (resource === undefined) throw new Error('missing')
      const shown: ResourceTree = {
        ...tree,
        stat: async () => ({ ...resource, ...(received === undefined ? {} : { received }) }),
      }
      const { text } = await askDav(shown, 'PROPFIND', '', {
        headers: { depth: '0' },
        body: prop('<oc:permissions/>'),
      })
      expect(text).toContain(`<oc:permissions>${letters}</oc:permissions>`)
    },
  )

  it('writes one letter for what may only be read', async () => {
    const shown = treeOf({ a: '' }, () => readOnly)
    const { text } = await askDav(shown, 'PROPFIND', '/a', {
      headers: { depth: '0' },
      body: prop('<oc:permissions/>'),
    })
    expect(text).toContain('<oc:permissions>G</oc:permissions>')
  })

  it.each([undefined, 'infinity', 'Infinity'])('refuses the Depth %s', async (depth) => {
    const answer = await askDav(tree, 'PROPFIND', '/', { headers: depth === undefined ? {} : { depth } })
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('<d:propfind-finite-depth/>') })
  })

  it.each([
    ['no XML', 'hello', 400],
    ['another element', '<d:multistatus xmlns:d="DAV:"/>', 400],
    ['an element in no namespace', '<propfind><allprop/></propfind>', 400],
    ['no question', body(''), 400],
    ['two questions', body('<d:allprop/><d:propname/>'), 400],
    ['257 properties', prop(many(257)), 400],
    ['257 more properties', body(`<d:allprop/><d:include>${many(257)}</d:include>`), 400],
    ['more than 64 KiB', ' '.repeat(65_537), 413],
  ])('refuses %s', async (_what, question, status) => {
    expect((await propfind('/', '0', question)).status).toBe(status)
  })

  it.each(['2', '', '1,0', 'one'])('refuses the Depth %j as malformed', async (depth) => {
    expect((await propfind('/', depth, '')).status).toBe(400)
  })

  it.each(['0', '1'])('does not find what is not there at Depth %s', async (depth) => {
    expect((await propfind('/nothing', depth, '')).status).toBe(404)
  })

  it('does not ask for children that nobody will see', async () => {
    const closed: ResourceTree = { ...tree, list: () => Promise.reject(new Error('listed')) }
    const headers = { depth: '1', 'if-none-match': '*' }
    expect((await askDav(closed, 'PROPFIND', '/Plans', { headers })).status).toBe(412)
    const holding = { depth: '1', 'if-match': '*' }
    expect((await askDav(tree, 'PROPFIND', '/Plans', { headers: holding })).text).toContain('a%20b.txt')
  })

  it('asks the tree once', async () => {
    for (const [depth, target] of [
      ['0', '/Plans'],
      ['0', '/nothing'],
      ['1', '/Plans'],
    ] as const) {
      let asked = 0
      const counting: ResourceTree = {
        ...tree,
        stat: (path) => ((asked += 1), tree.stat(path)),
        list: (path) => ((asked += 1), tree.list(path)),
      }
      await askDav(counting, 'PROPFIND', target, { headers: { depth } })
      expect(asked).toBe(1)
    }
  })

  it('refuses as a whole when the children fail early', async () => {
    const failing: ResourceTree = {
      ...tree,
      async list(path) {
        const { folder } = await tree.list(path)
        return { folder, children: failAfter(10) }
      },
    }
    const answer = await askDav(failing, 'PROPFIND', '/', { headers: { depth: '1' } })
    expect(answer).toMatchObject({ status: 503, text: expect.stringContaining('went down') })
  })

  it('breaks off when the children fail late', async () => {
    const failing: ResourceTree = {
      ...tree,
      async list(path) {
        const { folder } = await tree.list(path)
        return { folder, children: failAfter(1000) }
      },
    }
    await expect(askDav(failing, 'PROPFIND', '/', { headers: { depth: '1' } })).rejects.toThrow('went down')
  })

  async function* failAfter(count: number) {
    const file = await tree.stat(['Plans', 'a b.txt'])
    if (file === undefined) throw new Error('missing')
    for (let number = 0; number < count; number += 1) yield { ...file, name: `file ${number}` }
    throw new ResourceError('unavailable', 'The other server went down.')
  }
})

function propfind(target: string, depth: string, question: string) {
  return askDav(tree, 'PROPFIND', target, { headers: { depth }, body: question })
}

function body(question: string): string {
  return `<d:propfind ${declarations}>${question}</d:propfind>`
}

function prop(names: string): string {
  return body(`<d:prop>${names}</d:prop>`)
}

function many(count: number): string {
  return Array.from({ length: count }, (_, number) => `<p${number}/>`).join('')
}
