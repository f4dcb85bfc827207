import {
  type DavPath,
  type FileReading,
  type FileResource,
  type ReadOptions,
  resolveRange,
} from '@isthmus/webdav'
import type { ByteRange } from '../platform/blobs/index.ts'
import { because } from '../platform/fault-reasons.ts'
import type { FilesContext } from './context.ts'
import { demandRights } from './demand.ts'
import { openContent } from './integrity/open-content.ts'
import { openMount } from './mount-points.ts'
import { atMountPoint, resourceOf } from './node.ts'
import { demandNode, locate } from './place.ts'
import { TreeRefusal } from './tree-refusal.ts'
import { rightsIn, type View } from './view.ts'

/**
 * Opens the contents of a file. They are immutable, and stay for a day after the file was replaced or removed (see
 * `sweepBlobs`), so a reading that has begun is never disturbed.
 * @throws ResourceError `not-found`, `is-a-folder`, `forbidden`, `range-not-satisfiable`; behind a mount what its
 *   tree refuses with
 * @throws BlobError when the contents are lost
 */
export async function readFile(
  context: FilesContext,
  view: View,
  path: DavPath,
  options: ReadOptions,
): Promise<FileReading> {
  const { read } = context.database
  const rights = await rightsIn(context, view, read)
  const place = demandNode(await locate(read, view, path))
  if (place.kind === 'behind-mount')
    return (await openMount(context, view, place.mount)).read(place.rest, options)
  const { node } = place
  if (node.kind === 'mount') {
    const reading = await (await openMount(context, view, node)).read([], options)
    return { ...reading, resource: atMountPoint(node, reading.resource) }
  }
  demandRights(rights, 'read')
  if (node.kind === 'folder') throw new TreeRefusal('is-a-folder', because('is-a-folder'))

  const resource = resourceOf(node, place.name, rights)
  const range = rangeOf(resource, options)
  const body = await openContent(context, node.content, range)
  return { resource, ...(range === undefined ? {} : { range }), body }
}

function rangeOf(resource: FileResource, { range, rangeIfEtag }: ReadOptions): ByteRange | undefined {
  if (range === undefined || (rangeIfEtag !== undefined && rangeIfEtag !== resource.etag)) return undefined
  const resolved = resolveRange(range, resource.size)
  if (resolved === undefined) {
    throw new TreeRefusal('range-not-satisfiable', because('file-shorter'), {
      size: resource.size,
    })
  }
  return resolved
}
