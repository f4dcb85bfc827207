import type { Resource, ResourceRights } from '../resource-tree.ts'

/**
 * The letters of `oc:permissions` in the order of ownCloud 10 and Nextcloud: S shared with me, R may be shared on,
 * M mounted here, G readable, D may be deleted, NV may be renamed and moved, W contents may be changed,
 * CK files and folders may be created inside.
 */
export function writePermissions(resource: Resource): string {
  const { rights, received } = resource
  return (
    (received === undefined ? '' : 'S') +
    (rights.share ? 'R' : '') +
    (received === 'root' ? 'M' : '') +
    (rights.read ? 'G' : '') +
    (rights.delete ? 'DNV' : '') +
    writeLetters(resource.kind, rights)
  )
}

function writeLetters(kind: Resource['kind'], rights: ResourceRights): string {
  if (kind === 'file') return rights.update ? 'W' : ''
  return rights.create ? 'CK' : ''
}
