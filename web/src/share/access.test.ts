import { expect, test } from 'vitest'
import { accessForLinks, accessForPeople, accessOf, permissionsFor } from './access.ts'

const all = ['read', 'update', 'create', 'delete', 'share'] as const

test.each(['view', 'edit', 'viewAndShare', 'editAndShare', 'drop'] as const)(
  '%s is understood again',
  (access) => {
    expect(accessOf(permissionsFor(access))).toBe(access)
  },
)

test('nobody gives more than they have', () => {
  const folder = { kind: 'folder', rights: [...all] } as const
  expect(accessForPeople(folder)).toEqual(['view', 'edit', 'viewAndShare', 'editAndShare'])
  expect(accessForPeople({ ...folder, rights: ['read', 'share'] })).toEqual(['view', 'viewAndShare'])
  expect(accessForPeople({ ...folder, rights: ['read', 'update', 'create', 'delete'] })).toEqual([
    'view',
    'edit',
  ])
  expect(accessForPeople({ ...folder, rights: ['read', 'update'] })).toEqual(['view'])
})

test('only folders take files that nobody sees', () => {
  expect(accessForLinks({ kind: 'folder', rights: [...all] })).toEqual(['view', 'edit', 'drop'])
  expect(accessForLinks({ kind: 'file', rights: ['read', 'update', 'share'] })).toEqual(['view', 'edit'])
  expect(accessForLinks({ kind: 'folder', rights: ['read', 'share'] })).toEqual(['view'])
})
