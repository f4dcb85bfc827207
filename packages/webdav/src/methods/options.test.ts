import { describe, expect, it } from 'vitest'
import { askDav } from '../testing/ask-dav.ts'
import { treeOf, withoutExtras } from '../testing/trees.ts'

const methods = 'DELETE, PROPFIND, PROPPATCH, COPY, MOVE'

describe('OPTIONS', () => {
  it.each([
    ['/a.txt', `OPTIONS, GET, HEAD, PUT, ${methods}, LOCK, UNLOCK`],
    ['/folder/', `OPTIONS, ${methods}, LOCK, UNLOCK, REPORT`],
    ['/nothing', 'OPTIONS, PUT, MKCOL, LOCK'],
  ])('says what %s knows', async (target, allow) => {
    const answer = await askDav(treeOf({ 'a.txt': '', 'folder/b': '' }), 'OPTIONS', target)
    expect(answer).toEqual({
      status: 200,
      headers: {
        dav: '1, 2, 3',
        allow,
        'accept-ranges': 'bytes',
        'ms-author-via': 'DAV',
        'content-length': '0',
      },
      text: '',
    })
  })

  it.each([
    ['/a.txt', `OPTIONS, GET, HEAD, PUT, ${methods}`],
    ['/folder/', `OPTIONS, ${methods}`],
    ['/nothing', 'OPTIONS, PUT, MKCOL'],
  ])('promises no locks and reports where there are none: %s', async (target, allow) => {
    const tree = withoutExtras(treeOf({ 'a.txt': '', 'folder/b': '' }))
    const { headers } = await askDav(tree, 'OPTIONS', target)
    expect(headers).toMatchObject({ dav: '1, 3', allow })
  })
})
