import {
  type ChangeOptions,
  type DavPath,
  type DeadProperty,
  type PropertyPatch,
  ResourceError,
} from '@isthmus/webdav'
import type { Tx } from '../../platform/database/index.ts'
import type { FilesContext } from '../context.ts'
import { demandPreconditions, demandRights } from '../demand.ts'
import { passLocks } from '../locks/pass-locks.ts'
import { around, closeChange, logPut, openChange } from '../make-change.ts'
import { openMount } from '../mount-points.ts'
import { resourceOf } from '../node.ts'
import { setModifiedAt } from '../node-repository.ts'
import { demandOwnNode, locate, mountAt } from '../place.ts'
import { recordChange } from '../record-change.ts'
import { anchorOf, rightsIn, type View } from '../view.ts'
import { countProperties, deleteProperties, putProperties } from './property-repository.ts'

/** What a client may store about one file or folder. */
const limits = { properties: 100, nameBytes: 1000, xmlBytes: 16 * 1024 }

/**
 * Changes what clients store about a file or folder, all of it or nothing. Its contents stay as they are, and so does
 * its entity tag; the folders around it get new ones.
 * @throws ResourceError `not-found`, `forbidden`, `locked`, `precondition-failed`, `insufficient-storage` (more than
 *   100 properties, or one of more than 16 KiB); behind a mount what its tree refuses with
 */
export async function patchProperties(
  context: FilesContext,
  view: View,
  path: DavPath,
  patch: PropertyPatch,
  options: ChangeOptions,
): Promise<void> {
  const mounted = mountAt(await locate(context.database.read, view, path))
  if (mounted !== undefined) {
    const tree = await openMount(context, view, mounted.mount)
    if (tree.patchProperties === undefined) {
      throw new ResourceError('forbidden', 'The other server does not store properties.')
    }
    return tree.patchProperties(mounted.rest, patch, options)
  }
  for (const property of patch.set) demandStorable(property)

  await context.database.write(async (tx) => {
    const change = await openChange(tx, anchorOf(view), context.clock.now())
    const rights = await rightsIn(context, view, tx)
    const { node, name } = demandOwnNode(await locate(tx, view, path))
    demandRights(rights, 'update')
    await passLocks(tx, view, change, options.lockTokens, [{ nodeId: node.id }])
    demandPreconditions(options.preconditions, resourceOf(node, name, rights))
    await store(tx, node.id, patch)
    await logPut(tx, change, node)
    await closeChange(context, tx, change, around(node))
    if (patch.modifiedAt !== undefined) await setModifiedAt(tx, node.id, patch.modifiedAt)
    await recordChange(context, tx, view, 'properties-changed', node)
  })
}

function demandStorable({ namespace, local, xml }: DeadProperty): void {
  const fits =
    Buffer.byteLength(namespace) <= limits.nameBytes &&
    Buffer.byteLength(local) <= limits.nameBytes &&
    Buffer.byteLength(xml) <= limits.xmlBytes
  if (!fits) throw new ResourceError('insufficient-storage', 'The property is too large to be stored.')
}

async function store(tx: Tx, nodeId: number, patch: PropertyPatch): Promise<void> {
  await deleteProperties(tx, nodeId, patch.remove)
  await putProperties(tx, nodeId, patch.set)
  if (patch.set.length > 0 && (await countProperties(tx, nodeId)) > limits.properties) {
    throw new ResourceError(
      'insufficient-storage',
      `Not more than ${limits.properties} properties of one resource.`,
    )
  }
}
