export interface FilesTables {
  spaces: SpaceTable
  space_members: SpaceMemberTable
  nodes: NodeTable
  contents: ContentTable
  versions: VersionTable
  node_properties: NodePropertyTable
  locks: LockTable
  trashed: TrashedTable
  doomed_nodes: DoomedNodeTable
  changes: ChangeTable
  dead_blobs: DeadBlobTable
  uploads: UploadTable
}

interface SpaceTable {
  id: number
  tenant_id: number
  /** `personal`, `team`. */
  kind: string
  /** Of a personal space. */
  owner_user_id: string | null
  /** Of a team space; the empty string for a personal one. */
  name: string
  root_node_id: number
  /** Number of the last change in this space: grows with time, see `Change` in files. */
  seq: number
  /** Number of the last change that the log has forgotten. */
  log_start: number
  /** Bytes; null where there is no limit. */
  quota: number | null
  /** Bytes of all files, those in the trash and their versions included. */
  used: number
  /** How many of them are versions. */
  versions_used: number
  created_at: number
}

/** Who belongs to a team space. */
interface SpaceMemberTable {
  space_id: number
  /** `user`, `group`. */
  member_kind: string
  member_id: string
  /** `viewer`, `editor`, `manager`. */
  role: string
  since: number
}

interface NodeTable {
  id: number
  tenant_id: number
  space_id: number
  /** Null for the root of a space, and for what lies in the trash by itself. */
  parent_id: number | null
  /** NFC; the empty string for the root. */
  name: string
  /** The name as searches compare it. */
  folded_name: string
  /** `file`, `folder`, `mount`. */
  kind: string
  content_id: number | null
  /** Bytes. Folder: of all files in it, at any depth. Mount: 0. */
  size: number
  /** The node that it went to the trash with, or that is being deleted with it; null for everything in use. */
  trash_id: number | null
  /** File: number of the change that last replaced the contents. Folder and mount: of the last change in it. */
  etag_seq: number
  created_at: number
  modified_at: number
}

/** What a file holds, never changed after it is written; versions and copies point to the same row. */
interface ContentTable {
  id: number
  tenant_id: number
  blob_id: string
  size: number
  sha1: string
  sha256: string
  /** CRC-32 of each block of the blob, 8 hexadecimal digits each; null for what was stored before there were any. */
  block_sums: string | null
  created_at: number
}

/** What a file held before. */
interface VersionTable {
  node_id: number
  content_id: number
  /** The space that is charged for it; 0 for none, when the file is being deleted. */
  space_id: number
  /** Bytes, as the content has it. */
  size: number
  /** Of the file while it held this. */
  modified_at: number
  /** When the file was given other contents. */
  replaced_at: number
}

/** A dead property (RFC 4918 4.1). */
interface NodePropertyTable {
  node_id: number
  namespace: string
  name: string
  xml: string
}

/** A write lock (RFC 4918 6). */
interface LockTable {
  token: string
  space_id: number
  node_id: number
  /** `exclusive`, `shared`. */
  scope: string
  /** `0`, `infinity`. */
  depth: string
  /** XML, or the empty string. */
  owner: string
  /** Who took it and alone may use it. */
  principal: string
  expires_at: number
}

/** What lies in the trash of a space by itself; its row in `nodes` has the name and the size. */
interface TrashedTable {
  node_id: number
  space_id: number
  /** Folder that it was in. */
  parent_id: number
  /** Where that folder was, from the root of the space: names joined by `/`. */
  folder_path: string
  deleted_by_kind: string
  deleted_by: string
  deleted_at: number
}

/** Nodes that nobody reaches any more, whose rows and those of what is in them go bit by bit. */
interface DoomedNodeTable {
  node_id: number
  doomed_at: number
}

/** The change log of a space. */
interface ChangeTable {
  space_id: number
  seq: number
  node_id: number
  /** `file`, `folder`, `mount`. */
  kind: string
  /** `put`; `moved`, with everything in it, to where it is now; `gone`, with everything in it, from where it was. */
  what: string
  /** Where it was, for `gone`: the folder. */
  parent_id: number | null
  /** Where it was, for `gone`: names from the root of the space joined by `/`. */
  path: string | null
  at: number
}

/** Blobs that no content points to any more, until the sweep removes them. */
interface DeadBlobTable {
  blob_id: string
  died_at: number
}

/** A file on its way in over several requests, until some time after it was made. */
interface UploadTable {
  id: string
  tenant_id: number
  user_id: string
  /** Of a team; null for the user's own. */
  space_id: number | null
  /** Where the file is to be: names from the root of the space joined by `/`. */
  path: string
  /** Of the whole file, in bytes. */
  size: number
  /** Bytes that are durable. Less than `size` until the file is made. */
  received: number
  /** 1 when all bytes are durable: what lacks is a place for the file. */
  whole: number
  /** The growing blob; until the file is made. */
  blob_id: string
  /** `refuse`, `replace`, `rename`. */
  conflict: string
  modified_at: number | null
  /** Entity tag that the file must have which is replaced. */
  if_match: string | null
  /** Of the request that adds to it now. */
  lease: string | null
  leased_until: number | null
  created_at: number
  expires_at: number
  /** Where the file was made; null before. */
  made_path: string | null
  made_etag: string | null
}
