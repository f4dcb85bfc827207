import type { ShareCreation } from '@isthmus/ocm'
import type { Resource, ResourceTree } from '@isthmus/webdav'
import { multistatus, openTestMounts, type RemoteThing } from './test-mounts.ts'

/** Where Bob has what Ann shares. */
export const place = ['Shared', 'Trip']

export const things: readonly RemoteThing[] = [
  { path: '', etag: '"root-1"', fileId: '100', permissions: 'RGDNVCK' },
  { path: 'plan.txt', etag: '"plan-1"', fileId: '101', size: 8, permissions: 'RGDNVW' },
  { path: 'photos/', etag: '"photos-1"', fileId: '102', permissions: 'RGDNVCK' },
]

/** A mount at `/Shared/Trip` of a folder with `plan.txt` and `photos`. */
export async function mountedTrip(changes: Partial<ShareCreation> = {}) {
  const test = await openTestMounts()
  await test.accepted(changes)
  const serve = (...all: readonly RemoteThing[]) => {
    const [own = { path: '' }] = all
    test.peerServes('PROPFIND', '/', ({ headers }) =>
      headers['depth'] === '0' ? multistatus(own) : multistatus(...all),
    )
    test.peerServes('PROPFIND', '', multistatus(own))
  }
  serve(...things)
  return {
    ...test,
    /** What the folder holds from now on; the first is the folder itself. */
    serve,
    list: (path: readonly string[] = []) => childrenOf(test.tree, [...place, ...path]),
  }
}

export async function childrenOf(tree: ResourceTree, path: readonly string[]): Promise<Resource[]> {
  return Array.fromAsync((await tree.list(path)).children)
}
