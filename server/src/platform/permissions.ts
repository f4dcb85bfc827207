/**
 * What a share allows, as it is stored: a sum of the bits read 1, update 2, create 4, delete 8, share 16.
 */
export type Permissions = number & { readonly __brand: 'Permissions' }

/** The words of the wire and of the API: `write` is update, create and delete together (OCM 1.4, `permissions`). */
export type PermissionWord = 'read' | 'write' | 'share'

/** The same by name, as trees ask for it. */
export interface Rights {
  readonly read: boolean
  readonly update: boolean
  readonly create: boolean
  readonly delete: boolean
  readonly share: boolean
}

export const allRights: Rights = { read: true, update: true, create: true, delete: true, share: true }

const bits = { read: 1, update: 2, create: 4, delete: 8, share: 16 } as const
const wordBits: Record<PermissionWord, number> = { read: 1, write: 2 + 4 + 8, share: 16 }

/** Whoever may write or share on may read, too. */
export function permissionsOfWords(words: Iterable<PermissionWord>): Permissions {
  let sum: number = bits.read
  for (const word of words) sum |= wordBits[word]
  return sum as Permissions
}

/** `write` stands only for all three rights that it means. */
export function wordsOfPermissions(permissions: Permissions): PermissionWord[] {
  const words: PermissionWord[] = ['read']
  if ((permissions & wordBits.write) === wordBits.write) words.push('write')
  if ((permissions & bits.share) !== 0) words.push('share')
  return words
}

export function rightsOfPermissions(permissions: Permissions): Rights {
  return {
    read: (permissions & bits.read) !== 0,
    update: (permissions & bits.update) !== 0,
    create: (permissions & bits.create) !== 0,
    delete: (permissions & bits.delete) !== 0,
    share: (permissions & bits.share) !== 0,
  }
}

export function permissionsOfRights(rights: Rights): Permissions {
  let sum = 0
  for (const right of ['read', 'update', 'create', 'delete', 'share'] as const) {
    if (rights[right]) sum |= bits[right]
  }
  return sum as Permissions
}
