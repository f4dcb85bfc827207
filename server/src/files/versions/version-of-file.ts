import { type DavPath, type ResourceRights } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { Schema } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { demandRights } from '../demand.ts'
import type { Content, FileNode } from '../node.ts'
import { nfc } from '../node-name.ts'
import { demandOwnNode, locate, mountAt } from '../place.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import type { View } from '../view.ts'
import type { Version } from './version.ts'
import { findVersion } from './version-repository.ts'

/**
 * The file at a place, whose versions are asked for.
 * @throws ResourceError `not-found`, `is-a-folder`, `forbidden` (behind a mount: its server alone knows them)
 */
export async function demandFile(executor: Kysely<Schema>, view: View, path: DavPath): Promise<FileNode> {
  const place = await locate(executor, view, nfc(path))
  if (mountAt(place) !== undefined) {
    throw new TreeRefusal('forbidden', because('versions-elsewhere'))
  }
  const { node } = demandOwnNode(place)
  if (node.kind === 'folder') throw new TreeRefusal('is-a-folder', because('folder-without-versions'))
  return node
}

/**
 * Lets those pass who may see what a file held before. Of somebody else's file that is who may change it: it may have
 * held what was not meant for them when it was shared.
 * @throws ResourceError `forbidden`
 */
export function demandHistory({ kind }: View, rights: ResourceRights): void {
  demandRights(rights, 'read')
  if (kind === 'subtree') demandRights(rights, 'update')
}

/** @throws IsthmusError `version-not-found` */
export async function demandVersion(
  executor: Kysely<Schema>,
  file: FileNode,
  versionId: number,
): Promise<Version & { readonly content: Content }> {
  const version = await findVersion(executor, file.id, versionId)
  if (version === undefined) throw fault('version-not-found')
  return version
}
