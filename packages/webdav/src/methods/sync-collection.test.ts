import { describe, expect, it } from 'vitest'
import type { ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { askChanges, changesOf } from '../testing/sync-collection.ts'
import { treeOf } from '../testing/trees.ts'

const files = { 'Plans/a.txt': 'a', 'Plans/sub/b.txt': 'b', 'c.txt': 'c' }

describe('the first sync-collection report', () => {
  it('tells all members and the token, as RFC 6578 3.8 shows', async () => {
    const tree = treeOf(files)
    const { status, headers, text } = await askChanges(tree, '/Plans/', {
      prop: '<d:getetag/><x:big xmlns:x="urn:x"/>',
    })
    const file = await tree.stat(['Plans', 'a.txt'])
    expect(status).toBe(207)
    expect(headers).toMatchObject({ 'content-type': 'application/xml; charset=utf-8', dav: '1, 2, 3' })
    expect(text).toContain(
      '<d:response><d:href>/dav/Plans/a.txt</d:href><d:propstat><d:prop>' +
        `<d:getetag>"${file?.etag}"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>` +
        '<d:propstat><d:prop><x:big xmlns:x="urn:x"/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>',
    )
    expect(text).toMatch(/<d:sync-token>data:,\d+<\/d:sync-token><\/d:multistatus>$/)
    expect(text).not.toContain('507')
  })

  it.each([
    ['1', ['/dav/Plans/a.txt', '/dav/Plans/sub/']],
    ['infinite', ['/dav/Plans/a.txt', '/dav/Plans/sub/', '/dav/Plans/sub/b.txt']],
    ['infinity', ['/dav/Plans/a.txt', '/dav/Plans/sub/', '/dav/Plans/sub/b.txt']],
  ])('goes to the level %s', async (level, hrefs) => {
    expect(await changesOf(treeOf(files), '/Plans', { level })).toMatchObject({ hrefs })
  })

  it.each([
    ['1', 2],
    ['infinity', 3],
  ])('takes the level of the drafts from Depth: %s', async (depth, count) => {
    const { hrefs } = await changesOf(treeOf(files), '/Plans', { level: undefined, headers: { depth } })
    expect(hrefs).toHaveLength(count)
  })

  it('goes by its level where there is one: iOS sends Depth 1 along', async () => {
    const headers = { depth: '1' }
    const { hrefs } = await changesOf(treeOf(files), '/Plans', { level: 'infinite', headers })
    expect(hrefs).toHaveLength(3)
  })

  // RFC 6578 3.4
  it('tells nothing of what was there once', async () => {
    const tree = treeOf(files)
    await askDav(tree, 'DELETE', '/Plans/a.txt')
    expect(await changesOf(tree, '/Plans', {})).toMatchObject({ hrefs: ['/dav/Plans/sub/'] })
  })
})

describe('a further sync-collection report', () => {
  const since = async (level: string, ...requests: string[]) => {
    const tree = treeOf(files)
    const { token } = await changesOf(tree, '/Plans', { level })
    for (const request of requests) {
      const [method = '', target = '', destination] = request.split(' ')
      const headers = destination === undefined ? {} : { destination: `/dav${destination}` }
      await askDav(tree, method, target, { headers, body: method === 'PUT' ? 'new' : '' })
    }
    return changesOf(tree, '/Plans', { level, token })
  }

  it.each([
    ['nothing', [], [], []],
    ['a change', ['PUT /Plans/a.txt'], ['/dav/Plans/a.txt'], []],
    ['a new file', ['PUT /Plans/n.txt'], ['/dav/Plans/n.txt'], []],
    ['a new folder', ['MKCOL /Plans/n'], ['/dav/Plans/n/'], []],
    ['a copy', ['COPY /c.txt /Plans/n.txt'], ['/dav/Plans/n.txt'], []],
    ['a removal', ['DELETE /Plans/a.txt'], [], ['/dav/Plans/a.txt']],
    ['a move out', ['MOVE /Plans/a.txt /a.txt'], [], ['/dav/Plans/a.txt']],
    ['a change elsewhere', ['PUT /c.txt'], [], []],
    ['what came and went', ['PUT /Plans/n.txt', 'DELETE /Plans/n.txt'], [], ['/dav/Plans/n.txt']],
    ['what went and came', ['DELETE /Plans/a.txt', 'PUT /Plans/a.txt'], ['/dav/Plans/a.txt'], []],
    ['many changes of one', ['PUT /Plans/a.txt', 'PUT /Plans/a.txt'], ['/dav/Plans/a.txt'], []],
  ])('tells %s', async (_what, requests, hrefs, gone) => {
    expect(await since('infinite', ...requests)).toMatchObject({ hrefs, gone })
    expect(await since('1', ...requests)).toMatchObject({ hrefs, gone })
  })

  it('tells of a folder that was moved in all that is in it', async () => {
    const { hrefs, gone } = await since('infinite', 'MOVE /Plans/sub /Plans/other')
    expect(hrefs).toEqual(['/dav/Plans/other/', '/dav/Plans/other/b.txt'])
    expect(gone).toEqual(['/dav/Plans/sub'])
  })

  // RFC 6578 3.5.2
  it('tells of a folder that is gone nothing of what was in it', async () => {
    const { gone } = await since('infinite', 'DELETE /Plans/sub/b.txt', 'DELETE /Plans/sub')
    expect(gone).toEqual(['/dav/Plans/sub'])
  })

  it('tells at level 1 that the entity tag of a folder is another one', async () => {
    expect(await since('1', 'PUT /Plans/sub/b.txt')).toMatchObject({ hrefs: ['/dav/Plans/sub/'] })
  })

  it('has a status and no properties for what is gone', async () => {
    const tree = treeOf(files)
    const { token } = await changesOf(tree, '/Plans', {})
    await askDav(tree, 'DELETE', '/Plans/a.txt')
    expect((await askChanges(tree, '/Plans', { token })).text).toContain(
      '<d:response><d:href>/dav/Plans/a.txt</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>',
    )
  })
})

describe('a sync-collection report with a limit', () => {
  it('says that there is more, and goes on from there until all is told', async () => {
    const tree = treeOf(
      Object.fromEntries(Array.from({ length: 25 }, (_, number) => [`Plans/${number}`, ''])),
    )
    const seen: string[] = []
    let token: string | undefined
    let isWhole = false
    for (let round = 0; !isWhole && round < 9; round += 1) {
      const page = await changesOf(tree, '/Plans', { limit: '10', token })
      expect(page.hrefs.length).toBeLessThanOrEqual(10)
      seen.push(...page.hrefs)
      ;({ token, isWhole } = page)
      if (round === 0) await askDav(tree, 'PUT', '/Plans/late')
    }
    expect(new Set(seen).size).toBe(26)
  })

  it('names the folder and the reason, as RFC 6578 3.6 wants it', async () => {
    const { text } = await askChanges(treeOf(files), '/Plans', { level: 'infinite', limit: '1' })
    expect(text).toContain(
      '<d:response><d:href>/dav/Plans/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status>' +
        '<d:error><d:number-of-matches-within-limits/></d:error></d:response><d:sync-token>',
    )
  })

  it('is limited in any case', async () => {
    const limits: number[] = []
    const tree = treeOf(files)
    const watching: ResourceTree = {
      ...tree,
      changes: async (_path, _since, limit) => {
        limits.push(limit)
        return { token: '1', changed: [], gone: [], truncated: false }
      },
    }
    await askChanges(watching, '/Plans', {})
    await askChanges(watching, '/Plans', { limit: '999999999' })
    await askChanges(watching, '/Plans', { limit: '5' })
    expect(limits).toEqual([10_000, 10_000, 5])
  })
})

describe('sync tokens', () => {
  it('are a property of folders that somebody must ask for', async () => {
    const tree = treeOf(files)
    const { token } = await changesOf(tree, '/Plans', {})
    const ask = async (target: string, names: string) => {
      const body = `<d:propfind xmlns:d="DAV:">${names}</d:propfind>`
      return (await askDav(tree, 'PROPFIND', target, { headers: { depth: '0' }, body })).text
    }
    const named = '<d:prop><d:sync-token/><d:supported-report-set/></d:prop>'
    expect(await ask('/Plans', named)).toContain(
      `<d:sync-token>${token}</d:sync-token><d:supported-report-set><d:supported-report><d:report>` +
        '<d:sync-collection/></d:report></d:supported-report></d:supported-report-set>',
    )
    expect(await ask('/c.txt', named)).toContain('<d:supported-report-set/></d:prop>')
    expect(await ask('/Plans', '<d:allprop/>')).not.toContain('sync-token')
  })

  it.each(['data:,999', 'data:,x', 'data:,%', 'http://example.com/ns/sync/1', '1', '"1"'])(
    'that were never issued are refused: %s',
    async (token) => {
      const answer = await askChanges(treeOf(files), '/Plans', { token })
      expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('<d:valid-sync-token/>') })
    },
  )

  it('may be any text of the tree', async () => {
    const tokens: (string | undefined)[] = []
    const odd = 'a<b>&"c" %é/?'
    const tree: ResourceTree = {
      ...treeOf(files),
      changes: async (_path, since) => {
        tokens.push(since)
        return { token: odd, changed: [], gone: [], truncated: false }
      },
    }
    const { token } = await changesOf(tree, '/', {})
    await changesOf(tree, '/', { token })
    expect(tokens).toEqual([undefined, odd])
  })
})
