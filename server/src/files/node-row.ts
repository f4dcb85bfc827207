import type { TenantId } from '../platform/actor.ts'
import type { BlobId } from '../platform/blobs/index.ts'
import type { Node } from './node.ts'

/** What a node needs of its row in `nodes`, called `n`, and of what it holds in `contents`, called `c`. */
export const nodeColumns = [
  'n.id',
  'n.tenant_id',
  'n.space_id',
  'n.parent_id',
  'n.name',
  'n.kind',
  'n.size',
  'n.etag_seq',
  'n.created_at',
  'n.modified_at',
  'c.id as content_id',
  'c.blob_id',
  'c.sha1',
  'c.sha256',
] as const

/** A row with the `nodeColumns`. */
interface NodeRow {
  id: number
  tenant_id: number
  space_id: number
  parent_id: number | null
  name: string
  kind: string
  size: number
  etag_seq: number
  created_at: number
  modified_at: number
  content_id: number | null
  blob_id: string | null
  sha1: string | null
  sha256: string | null
}

/** @throws Error when the rows contradict each other */
export function nodeOf(row: NodeRow): Node {
  const facts = {
    id: row.id,
    tenant: row.tenant_id as TenantId,
    spaceId: row.space_id,
    parentId: row.parent_id ?? undefined,
    name: row.name,
    size: row.size,
    etagSeq: row.etag_seq,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
  if (row.kind === 'folder' || row.kind === 'mount') return { ...facts, kind: row.kind }
  const { content_id: id, blob_id: blobId, size, sha1, sha256 } = row
  if (id === null || blobId === null || sha1 === null || sha256 === null) {
    throw new Error(`Node ${row.id} is a file without contents`)
  }
  return { ...facts, kind: 'file', content: { id, blobId: blobId as BlobId, size, sha1, sha256 } }
}
