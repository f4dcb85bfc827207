import type { Readable } from 'node:stream'
import {
  checkPreconditions,
  type DavPath,
  ResourceError,
  type ResourceTree,
  type WriteOptions,
} from '@isthmus/webdav'
import type { NodeTree } from '../../files/index.ts'
import { TreeRefusal } from '../../files/index.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { SharesContext } from '../context.ts'
import { countReading } from './count-download.ts'
import { isUsedUp, type Link, type LinkAccess } from './link.ts'

/** What is behind a link, for somebody. */
export function linkTree(
  context: SharesContext,
  tree: NodeTree,
  { link, access, visitor }: { readonly link: Link; readonly access: LinkAccess; readonly visitor: string },
): NodeTree {
  if (access === 'drop') return dropTree(tree)
  if (link.maxDownloads === undefined) return tree
  const counting: NodeTree = {
    ...tree,
    async read(path, options) {
      const reading = await tree.read(path, options)
      try {
        await countReading(context, link, visitor, reading)
      } catch (error) {
        reading.body.destroy()
        throw error
      }
      return reading
    },
  }
  return isUsedUp(link) ? restTree(counting) : counting
}

/** Takes files and shows nothing: not what is there, and not whether something is. */
function dropTree(tree: NodeTree): NodeTree {
  const refused = () => Promise.reject(new TreeRefusal('forbidden', because('files-alone')))
  return {
    ...closedTree(refused),
    stat: (path, question) => tree.stat(path, question),
    async write(path: DavPath, body: Readable, options: WriteOptions) {
      const [name] = path
      // What a name below another one is answered with would tell whether there is such a folder.
      if (name === undefined || path.length > 1) return refused()
      if (checkPreconditions(options.preconditions, undefined, false) === 'precondition-failed') {
        throw new ResourceError('precondition-failed', 'There is no such file.')
      }
      return { created: true, resource: await tree.add([], name, body, options) }
    },
    add: (folder, wanted, body, options) =>
      folder.length === 0 ? tree.add(folder, wanted, body, options) : refused(),
  }
}

/** When all downloads are used up, those that have begun can be gone on with. */
function restTree({ read }: ResourceTree): NodeTree {
  const over = () => Promise.reject(new TreeRefusal('not-found', because('share-over')))
  return { ...closedTree(over), read }
}

function closedTree(refused: () => Promise<never>): NodeTree {
  return {
    stat: refused,
    list: refused,
    read: refused,
    write: refused,
    makeFolder: refused,
    remove: refused,
    copy: refused,
    move: refused,
    add: refused,
  }
}
