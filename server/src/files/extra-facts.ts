import type { Lock, ResourceQuestion } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import type { Schema } from '../platform/database/index.ts'
import { findSpaceState, type SpaceState } from './change-repository.ts'
import type { FilesContext } from './context.ts'
import { findLineages, type Lineage } from './lineage-repository.ts'
import { covers, lockInView, type StoredLock } from './locks/lock.ts'
import { findLocks } from './locks/lock-repository.ts'
import type { ExtraFacts, FileNode, FolderNode } from './node.ts'
import { findProperties, findPropertiesIn, type PropertiesByNode } from './properties/property-repository.ts'
import { quotaOf } from './quota/space-usage.ts'
import { writeSyncToken } from './sync/sync-token.ts'
import { anchorOf, type View } from './view.ts'

/** The space of a view at a moment before anything else of a question is read; nothing when it is not asked for. */
export async function findStateFor(
  executor: Kysely<Schema>,
  view: View,
  question: ResourceQuestion | undefined,
): Promise<SpaceState | undefined> {
  // A sync token from before a listing tells later of what the listing shows already; one from after it would miss
  // something.
  const asked = question?.quota === true || question?.syncToken === true
  return asked ? findSpaceState(executor, anchorOf(view)) : undefined
}

/** Which resources a question is about: a folder with what is directly in it, or any nodes. */
export type QuestionScope =
  | { readonly folder: FolderNode }
  | { readonly nodes: readonly (FileNode | FolderNode)[] }

/**
 * Looks up what a question asks for, with a number of statements that does not depend on how many resources it is
 * about.
 * @param state - what `findStateFor` gave
 */
export async function findExtraFacts(
  context: FilesContext,
  executor: Kysely<Schema>,
  view: View,
  scope: QuestionScope,
  question: ResourceQuestion | undefined,
  state: SpaceState | undefined,
): Promise<(node: FileNode | FolderNode) => ExtraFacts> {
  const properties = question?.deadProperties ? await propertiesIn(executor, scope) : undefined
  const locksOn =
    question?.locks === true ? await locksIn(executor, view, scope, context.clock.now()) : undefined
  if (properties === undefined && locksOn === undefined && state === undefined) return () => noExtraFacts
  return (node) => ({
    ...(properties === undefined ? {} : { deadProperties: properties.get(node.id) ?? [] }),
    ...(locksOn === undefined ? {} : { locks: locksOn(node) }),
    ...(node.kind === 'folder' && state !== undefined ? folderFacts(node, state, question) : {}),
  })
}

/** One for all: a listing of 10,000 entries for which nothing is asked makes no objects for it. */
const noExtraFacts: ExtraFacts = {}

function folderFacts(
  folder: FolderNode,
  { spaceId, seq, usage }: SpaceState,
  question: ResourceQuestion | undefined,
): ExtraFacts {
  return {
    ...(question?.quota === true ? { quota: quotaOf(usage) } : {}),
    ...(question?.syncToken === true
      ? { syncToken: writeSyncToken({ spaceId, folderId: folder.id, seq }) }
      : {}),
  }
}

function propertiesIn(executor: Kysely<Schema>, scope: QuestionScope): Promise<PropertiesByNode> {
  return 'folder' in scope
    ? findPropertiesIn(executor, scope.folder.id)
    : findProperties(
        executor,
        scope.nodes.map(({ id }) => id),
      )
}

async function locksIn(
  executor: Kysely<Schema>,
  view: View,
  scope: QuestionScope,
  now: number,
): Promise<(node: FileNode | FolderNode) => Lock[]> {
  const spaceId = 'folder' in scope ? scope.folder.spaceId : scope.nodes[0]?.spaceId
  const locks = spaceId === undefined ? [] : await findLocks(executor, spaceId, now)
  if (locks.length === 0) return () => []
  const asked = 'folder' in scope ? [scope.folder.id] : scope.nodes.map(({ id }) => id)
  const lineages = await findLineages(executor, [
    ...new Set([...asked, ...locks.map(({ nodeId }) => nodeId)]),
  ])
  const lineageOf = (node: FileNode | FolderNode): Lineage => {
    const own = lineages.get(node.id)
    if (own !== undefined) return own
    const folder = node.parentId === undefined ? undefined : lineages.get(node.parentId)
    return [...(folder ?? []), { id: node.id, name: node.name }]
  }
  const show = (lock: StoredLock) => lockInView(view, lock, lineages.get(lock.nodeId) ?? [])
  return (node) => {
    const lineage = lineageOf(node)
    return locks.filter((lock) => covers(lock, lineage)).map(show)
  }
}
