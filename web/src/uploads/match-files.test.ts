import { expect, test } from 'vitest'
import { matchFiles } from './match-files.ts'
import type { Upload } from './upload.ts'

function lost(path: string, size: number, modifiedAt: number): Upload {
  return {
    id: path,
    batch: 'b',
    kind: 'file',
    place: { path: '/' },
    path: path.split('/'),
    size,
    modifiedAt,
    state: 'file-missing',
    sent: 0,
    speed: 0,
    conflict: 'refuse',
  }
}

function item(path: string, size: number, lastModified: number) {
  const parts = path.split('/')
  return { path: parts, file: new File([new Uint8Array(size)], parts.at(-1) ?? '', { lastModified }) }
}

test('a file is the same when name, size and time of change are the same', () => {
  const uploads = [lost('a.txt', 3, 5_000), lost('b.txt', 3, 5_000), lost('c.txt', 3, 5_000)]
  const items = [item('a.txt', 3, 5_000), item('b.txt', 4, 5_000), item('c.txt', 3, 9_000)]
  const { found, others } = matchFiles(uploads, items)
  expect(found.map(({ upload }) => upload.id)).toEqual(['a.txt'])
  expect(others).toEqual(items.slice(1))
})

test('a storage that keeps whole seconds changes nothing', () => {
  const { found } = matchFiles([lost('a.txt', 3, 5_678)], [item('a.txt', 3, 5_000)])
  expect(found).toHaveLength(1)
})

test('of files that look alike, each goes where its folders are the same', () => {
  const uploads = [lost('Photos/one/a.jpg', 3, 0), lost('Photos/two/a.jpg', 3, 0)]
  const { found } = matchFiles(uploads, [item('Photos/two/a.jpg', 3, 0), item('Photos/one/a.jpg', 3, 0)])
  expect(found.map(({ upload, item: { path } }) => [upload.id, path.join('/')])).toEqual([
    ['Photos/two/a.jpg', 'Photos/two/a.jpg'],
    ['Photos/one/a.jpg', 'Photos/one/a.jpg'],
  ])
})

test('one file goes on with one upload only', () => {
  const { found, others } = matchFiles([lost('a.txt', 3, 0)], [item('a.txt', 3, 0), item('a.txt', 3, 0)])
  expect([found.length, others.length]).toEqual([1, 1])
})
