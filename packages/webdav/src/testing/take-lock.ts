import type { ResourceTree } from '../resource-tree.ts'
import { askDav } from './ask-dav.ts'

interface LockWish {
  readonly scope?: 'exclusive' | 'shared'
  readonly depth?: '0' | 'infinity'
  readonly headers?: Record<string, string>
}

/** The body of a LOCK. */
export function lockInfo(scope: 'exclusive' | 'shared' = 'exclusive', owner = ''): string {
  return (
    `<d:lockinfo xmlns:d="DAV:"><d:lockscope><d:${scope}/></d:lockscope>` +
    `<d:locktype><d:write/></d:locktype>${owner}</d:lockinfo>`
  )
}

/** Takes a lock by LOCK; an exclusive one of depth `infinity` unless told otherwise. */
export async function takeLock(tree: ResourceTree, target: string, wish: LockWish = {}): Promise<string> {
  const { scope = 'exclusive', depth = 'infinity', headers = {} } = wish
  const answer = await askDav(tree, 'LOCK', target, { headers: { depth, ...headers }, body: lockInfo(scope) })
  const token = /^<(.+)>$/.exec(answer.headers['lock-token'] ?? '')?.[1]
  if (token === undefined) throw new Error(`LOCK ${target} was refused with ${answer.status}`)
  return token
}
