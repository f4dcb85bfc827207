import { ResourceError } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { Schema } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import type { FilePlace } from '../file-place.ts'
import type { Content, FileNode } from '../node.ts'
import { nfc } from '../node-name.ts'
import { demandOwnNode, locate, mountAt } from '../place.ts'
import type { View } from '../view.ts'
import type { Version } from './version.ts'
import { findVersion } from './version-repository.ts'

/**
 * The file at a place, whose versions are asked for.
 * @throws ResourceError `not-found`, `is-a-folder`, `forbidden` (behind a mount: its server alone knows them)
 */
export async function demandFile(
  executor: Kysely<Schema>,
  view: View,
  { path }: FilePlace,
): Promise<FileNode> {
  const place = await locate(executor, view, nfc(path))
  if (mountAt(place) !== undefined) {
    throw new ResourceError('forbidden', 'This lies on another server, which keeps its versions to itself.')
  }
  const { node } = demandOwnNode(place)
  if (node.kind === 'folder') throw new ResourceError('is-a-folder', 'A folder has no versions.')
  return node
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
