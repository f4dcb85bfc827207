/** What somebody may do with what is shared, in the few ways that people choose from. */
import type { FileEntry, Share } from '../api/contract.ts'

type Permission = Share['permissions'][number]

/** `drop`: only add files, and see none; for links to folders. */
export type Access = 'view' | 'edit' | 'viewAndShare' | 'editAndShare' | 'drop'

const permissionsOf: Readonly<Record<Access, Permission[]>> = {
  view: ['read'],
  edit: ['read', 'write'],
  viewAndShare: ['read', 'share'],
  editAndShare: ['read', 'write', 'share'],
  drop: ['create'],
}

/** As the server is told. */
export function permissionsFor(access: Access): Permission[] {
  return [...permissionsOf[access]]
}

/** @param permissions - as the server says */
export function accessOf(permissions: readonly Permission[]): Access {
  if (permissions.includes('create')) return 'drop'
  const may = permissions.includes('write') ? 'edit' : 'view'
  return permissions.includes('share') ? `${may}AndShare` : may
}

interface Shareable {
  readonly kind: FileEntry['kind']
  readonly rights: readonly FileEntry['rights'][number][]
}

/** What a person can be allowed by somebody who has these rights: nobody gives more than they have. */
export function accessForPeople({ kind, rights }: Shareable): Access[] {
  const ways: Access[] = ['view', 'edit', 'viewAndShare', 'editAndShare']
  return ways.filter(
    (way) =>
      (mayChange(kind, rights) || !way.startsWith('edit')) &&
      (rights.includes('share') || !way.endsWith('Share')),
  )
}

/** What whoever has a link can be allowed. */
export function accessForLinks({ kind, rights }: Shareable): Access[] {
  const ways: Access[] = ['view']
  if (mayChange(kind, rights)) ways.push('edit')
  if (kind === 'folder' && rights.includes('create')) ways.push('drop')
  return ways
}

function mayChange(kind: Shareable['kind'], rights: Shareable['rights']): boolean {
  return (
    rights.includes('update') && (kind === 'file' || (rights.includes('create') && rights.includes('delete')))
  )
}
