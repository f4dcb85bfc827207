import { describe, expect, it } from 'vitest'
import { ResourceError } from '../resource-error.ts'
import type { ResourceQuestion, ResourceTree } from '../resource-tree.ts'
import { askDav } from '../testing/ask-dav.ts'
import { askChanges, syncCollection } from '../testing/sync-collection.ts'
import { treeOf, withoutExtras } from '../testing/trees.ts'

const files = { 'Plans/a.txt': 'a', 'Plans/sub/b.txt': 'b', 'c.txt': 'c' }

describe('REPORT', () => {
  it.each([
    ['another report', treeOf(files), '/Plans', '<d:expand-property xmlns:d="DAV:"/>'],
    ['a report of ownCloud', treeOf(files), '/Plans', '<oc:filter-files xmlns:oc="http://owncloud.org/ns"/>'],
    ['a file', treeOf(files), '/c.txt', syncCollection({})],
    ['a tree that keeps no account', withoutExtras(treeOf(files)), '/Plans', syncCollection({})],
  ])('is refused for %s with supported-report', async (_what, tree, target, question) => {
    const answer = await askDav(tree, 'REPORT', target, { body: question })
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('<d:supported-report/>') })
  })

  it.each([
    ['nothing', '/Plans', '', 400],
    ['no XML', '/Plans', 'sync', 400],
    ['more than 64 KiB', '/Plans', ' '.repeat(65_537), 413],
    ['a place where nothing is', '/nothing', syncCollection({}), 404],
    ['no token element', '/Plans', syncCollection({}).replace('<d:sync-token></d:sync-token>', ''), 400],
    ['no level at all', '/Plans', syncCollection({ level: undefined }), 400],
    ['an unknown level', '/Plans', syncCollection({ level: '2' }), 400],
    ['a limit of nothing', '/Plans', syncCollection({ limit: '0' }), 400],
    ['a limit that is none', '/Plans', syncCollection({ limit: 'many' }), 400],
    ['an empty limit', '/Plans', syncCollection({}).replace('<d:prop>', '<d:limit/><d:prop>'), 400],
    ['257 properties', '/Plans', syncCollection({ prop: many(257) }), 400],
  ])('is refused with %s', async (_what, target, question, status) => {
    expect((await askDav(treeOf(files), 'REPORT', target, { body: question })).status).toBe(status)
  })

  it('is refused as the tree refuses', async () => {
    const tree: ResourceTree = {
      ...treeOf(files),
      changes: () => Promise.reject(new ResourceError('unavailable', 'Not now.')),
    }
    expect((await askChanges(tree, '/Plans', {})).status).toBe(503)
  })

  it('asks the tree for what costs something when somebody wants it', async () => {
    const questions: (ResourceQuestion | undefined)[] = []
    const tree: ResourceTree = {
      ...treeOf(files),
      changes: async (_path, _since, _limit, question) => {
        questions.push(question)
        return { token: '1', changed: [], gone: [], truncated: false }
      },
    }
    await askChanges(tree, '/Plans', { prop: '<d:getetag/>' })
    await askChanges(tree, '/Plans', { prop: '<d:getetag/><d:lockdiscovery/><x/>' })
    const deadProperties = [{ namespace: '', local: 'x' }]
    expect(questions).toEqual([{}, { locks: true, deadProperties }])
  })

  // RFC 6578 3.3
  it('says of what it cannot look into that it cannot, so that it does not look empty', async () => {
    const tree = treeOf(files)
    const mounted: ResourceTree = {
      ...tree,
      async changes(...question) {
        const changes = await tree.changes?.(...question)
        if (changes === undefined) throw new Error('no account')
        const changed = changes.changed.map((one) => ({ ...one, untraversed: one.path.at(-1) === 'sub' }))
        return { ...changes, changed }
      },
    }
    expect((await askChanges(mounted, '/Plans', { level: 'infinite' })).text).toContain(
      '<d:href>/dav/Plans/sub/</d:href><d:status>HTTP/1.1 403 Forbidden</d:status>' +
        '<d:error><d:sync-traversal-supported/></d:error>',
    )
    expect((await askChanges(mounted, '/Plans', { level: '1' })).text).not.toContain('403')
  })
})

function many(count: number): string {
  return Array.from({ length: count }, (_, number) => `<p${number}/>`).join('')
}
