import type { Resource, ResourceTree } from './resource-tree.ts'

type Capabilities = Pick<ResourceTree, 'changes' | 'locking'>

/** The compliance classes of a tree, for the `DAV` header (RFC 4918 10.1 and 18). */
export function complianceClasses({ locking }: Capabilities): string {
  return locking === undefined ? '1, 3' : '1, 2, 3'
}

const methods = {
  file: 'OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, PROPPATCH, COPY, MOVE',
  folder: 'OPTIONS, DELETE, PROPFIND, PROPPATCH, COPY, MOVE',
  nothing: 'OPTIONS, PUT, MKCOL',
} as const satisfies Record<Resource['kind'] | 'nothing', string>

/** The methods that a resource of a kind knows, for `Allow` (RFC 9110 10.2.1). */
export function allowedMethods(kind: keyof typeof methods, { changes, locking }: Capabilities): string {
  const locks = locking === undefined ? '' : kind === 'nothing' ? ', LOCK' : ', LOCK, UNLOCK'
  const reports = kind === 'folder' && changes !== undefined ? ', REPORT' : ''
  return methods[kind] + locks + reports
}
