import type { Tx } from '../../platform/database/index.ts'
import type { Change } from '../change.ts'
import { buryContents } from '../content-repository.ts'
import { logPut } from '../make-change.ts'
import type { Content, FileNode } from '../node.ts'
import { setContent } from '../node-repository.ts'
import { dropVersions } from './drop-versions.ts'
import { versionsToDrop } from './version.ts'
import { findVersions, insertVersion } from './version-repository.ts'

/**
 * Gives a file other contents, as a part of a change; what it held before becomes a version. The caller closes the
 * change with the folder around, which grows by `resource.size - file.size`.
 * @returns the file as it is then
 */
export async function exchangeContent(
  tx: Tx,
  change: Change,
  file: FileNode,
  { content, modifiedAt }: { readonly content: Content; readonly modifiedAt: number },
): Promise<FileNode> {
  const etagSeq = await logPut(tx, change, file)
  await setContent(tx, file.id, { content, modifiedAt, etagSeq })
  change.used += content.size - file.size
  if (content.id !== file.content.id) {
    await keepFormer(tx, change, file, { nodeId: file.id, sha256: content.sha256 })
  }
  return { ...file, content, modifiedAt, size: content.size, etagSeq }
}

/**
 * Keeps what a file held as a version. Nothing is kept of an empty file, which clients make before they write, nor
 * when the contents that follow are the same.
 * @param former - the file as it was
 * @param successor - the file that the version is of, and what it holds now
 */
export async function keepFormer(
  tx: Tx,
  change: Change,
  former: FileNode,
  successor: { readonly nodeId: number; readonly sha256: string },
): Promise<void> {
  const { id: contentId, size, sha256 } = former.content
  if (size === 0 || sha256 === successor.sha256) return buryContents(tx, [contentId], change.at)

  const { nodeId } = successor
  const versions = await findVersions(tx, nodeId)
  // A file that held this before, and now again, has one version of it.
  const others = versions.filter((version) => version.contentId !== contentId)
  if (others.length === versions.length) {
    change.used += size
    change.versionsUsed += size
  }
  const version = { contentId, size, modifiedAt: former.modifiedAt, replacedAt: change.at }
  await insertVersion(tx, { ...version, nodeId, spaceId: change.spaceId })
  const surplus = versionsToDrop([version, ...others], change.at)
  await dropVersions(
    tx,
    change,
    surplus.map((one) => ({ nodeId, ...one })),
  )
}
