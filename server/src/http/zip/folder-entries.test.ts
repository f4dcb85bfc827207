import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ResourceError, type ResourceTree } from '@isthmus/webdav'
import { createInMemoryTree } from '@isthmus/webdav/testing'
import { expect, test } from 'vitest'
import { readZip } from '../testing/read-zip.ts'
import { folderEntries, surveyFolder } from './folder-entries.ts'
import { writeZip } from './write-zip.ts'

const plenty = { entries: 100, bytes: 1000 }
const files = { 'Trip/plan.txt': 'by train', 'Trip/Photos/a\\b.jpg': 'sea', 'Trip/Photos/c.jpg': 'sun' }

async function zipped(
  tree: ResourceTree,
  meanwhile?: () => Promise<unknown>,
): Promise<Record<string, string>> {
  const survey = await surveyFolder(tree, ['Trip'], plenty)
  if (!survey.ok) throw new Error(survey.reason)
  await meanwhile?.()
  const entries = folderEntries(tree, ['Trip'], 'Trip', survey.places)
  const archive = await buffer(Readable.from(writeZip(entries), { objectMode: false }))
  return Object.fromEntries(readZip(archive).map(({ name, contents }) => [name, contents.toString()]))
}

test('a folder goes into an archive with all that is below it, under its own name', async () => {
  const tree = createInMemoryTree({ now: () => 0, files })
  expect(await zipped(tree)).toEqual({
    'Trip/': '',
    'Trip/Photos/': '',
    'Trip/plan.txt': 'by train',
    // A backslash separates names on Windows.
    'Trip/Photos/a_b.jpg': 'sea',
    'Trip/Photos/c.jpg': 'sun',
  })
})

test('some things of a folder go into an archive without it, and what is named must be there', async () => {
  const tree = createInMemoryTree({ now: () => 0, files: { ...files, 'Trip/other.txt': 'x' } })
  const survey = await surveyFolder(tree, ['Trip'], plenty, ['Photos', 'plan.txt'])
  if (!survey.ok) throw new Error(survey.reason)
  const entries = await Array.fromAsync(folderEntries(tree, ['Trip'], undefined, survey.places))
  expect(entries.map(({ name }) => name)).toEqual(['plan.txt', 'Photos', 'Photos/a_b.jpg', 'Photos/c.jpg'])
  await expect(surveyFolder(tree, ['Trip'], plenty, ['Photos', 'gone'])).rejects.toMatchObject({
    reason: 'not-found',
  })
})

test('what is removed while the archive is made is left out', async () => {
  const tree = createInMemoryTree({ now: () => 0, files })
  const entries = await zipped(tree, () => tree.remove(['Trip', 'Photos', 'c.jpg'], { preconditions: {} }))
  expect(Object.keys(entries)).not.toContain('Trip/Photos/c.jpg')
  expect(entries['Trip/plan.txt']).toBe('by train')
})

test('an archive breaks off when the right to read ends, or a file cannot be read', async () => {
  const tree = createInMemoryTree({ now: () => 0, files })
  const over = () => Promise.reject(new ResourceError('not-found', 'This share is over.'))
  await expect(zipped({ ...tree, read: over, stat: over })).rejects.toThrow('over')
  const damaged = () => Promise.reject(new Error('damaged'))
  await expect(zipped({ ...tree, read: damaged })).rejects.toThrow('damaged')
})

test('too much is refused before anything is sent', async () => {
  const tree = createInMemoryTree({ now: () => 0, files })
  const survey = (limits: Partial<typeof plenty>) => surveyFolder(tree, ['Trip'], { ...plenty, ...limits })
  expect(await survey({ entries: 4 })).toEqual({ ok: false, reason: 'too-many' })
  expect(await survey({ bytes: 13 })).toEqual({ ok: false, reason: 'too-large' })
  expect(await survey({ entries: 5, bytes: 14 })).toMatchObject({ ok: true })
})
