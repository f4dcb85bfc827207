import { allocate, type Tx } from '../platform/database/index.ts'
import type { Change } from './change.ts'
import { logPut } from './make-change.ts'
import type { Content, FileNode, FolderNode } from './node.ts'
import { insertNode } from './node-repository.ts'

/**
 * Writes the rows of a new file, as a part of a change. The caller has seen that the name is free, and closes the
 * change with the folder, which grows by the size of the file.
 */
export async function insertFile(
  tx: Tx,
  change: Change,
  parent: FolderNode,
  name: string,
  { content, modifiedAt }: { readonly content: Content; readonly modifiedAt: number },
): Promise<FileNode> {
  const id = await allocate(tx, 'node')
  const file = {
    id,
    tenant: parent.tenant,
    spaceId: parent.spaceId,
    parentId: parent.id,
    name,
    kind: 'file',
    size: content.size,
    content,
    etagSeq: await logPut(tx, change, { id, kind: 'file' }),
    createdAt: change.at,
    modifiedAt,
  } as const
  await insertNode(tx, { ...file, contentId: content.id })
  change.used += content.size
  return file
}
