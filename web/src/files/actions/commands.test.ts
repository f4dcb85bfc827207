import { expect, test } from 'vitest'
import type { FileEntry } from '../../api/contract.ts'
import { commandsFor } from './commands.tsx'

const entry: FileEntry = {
  id: '1',
  kind: 'file',
  name: 'a',
  path: '/a',
  size: 1,
  contentType: 'text/plain',
  etag: 'e',
  modifiedAt: '2026-01-01T00:00:00.000Z',
  createdAt: null,
  rights: ['read', 'update', 'create', 'delete', 'share'],
  received: null,
  sharedWith: 0,
  hasLink: false,
  from: null,
  staleSince: null,
}

test('one thing can be opened, shared and renamed; several cannot', () => {
  expect(commandsFor([entry])).toEqual(
    'open share download rename move copy cut toClipboard details delete'.split(' '),
  )
  expect(commandsFor([entry, entry])).toEqual('download move copy cut toClipboard delete'.split(' '))
  expect(commandsFor([])).toEqual([])
})

test('what may only be read can be opened, downloaded and copied', () => {
  expect(commandsFor([{ ...entry, rights: ['read'], received: 'inside' }])).toEqual(
    'open share download copy toClipboard details'.split(' '),
  )
})

test('what others share can be renamed, moved and left, whatever it allows', () => {
  expect(commandsFor([{ ...entry, rights: ['read'], received: 'root' }])).toEqual(
    'open share download rename move copy cut toClipboard details leave'.split(' '),
  )
})
