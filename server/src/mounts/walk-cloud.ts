import { once } from 'node:events'
import { type DavPath, ResourceError, type ResourceTree } from '@isthmus/webdav'
import { ClosedPeer } from './resource-error-of.ts'

/**
 * How far another cloud was looked through: `whole`, `part` where it was too much or took too long, `silent` where it
 * cannot be reached, `closed` where an administrator has blocked it. What was seen before is known in any case.
 */
export type WalkOutcome = 'whole' | 'part' | 'silent' | 'closed'

/** How many listings one cloud is asked for. */
const mostListings = 20
/** How much of one listing is read. */
const mostEntries = 5000

/**
 * Lists the folders of a cloud, those higher up first, so that the index of remote nodes holds what is there now.
 * @param trees - what is mounted from there
 * @param late - ends it at once, whatever the cloud is being asked; it ends what the trees ask, too
 * @throws what is no trouble of the cloud, whoever waits having left among it
 */
export async function walkCloud(trees: readonly ResourceTree[], late: AbortSignal): Promise<WalkOutcome> {
  const walk: Walk = { waiting: trees.map((tree) => ({ tree, path: [] })), listed: 0, isWhole: true }
  const whenLate = once(late, 'abort').then((): WalkOutcome => (walk.listed === 0 ? 'silent' : 'part'))
  return Promise.race([walkOn(walk, late), whenLate])
}

interface Walk {
  readonly waiting: Folder[]
  /** How many listings have come. */
  listed: number
  isWhole: boolean
}

async function walkOn(walk: Walk, late: AbortSignal): Promise<WalkOutcome> {
  for (let asked = 0; ; asked += 1) {
    const folder = walk.waiting.shift()
    if (folder === undefined) return walk.isWhole ? 'whole' : 'part'
    if (asked === mostListings) return 'part'
    try {
      walk.isWhole = (await listFolders(folder, walk.waiting)) && walk.isWhole
      walk.listed += 1
    } catch (error) {
      if (late.aborted) return walk.listed === 0 ? 'silent' : 'part'
      if (error instanceof ClosedPeer) return 'closed'
      if (!(error instanceof ResourceError)) throw error
      if (error.reason === 'unavailable') return 'silent'
      // One folder that is a file, is closed, or has gone meanwhile.
    }
  }
}

interface Folder {
  readonly tree: ResourceTree
  readonly path: DavPath
}

/** @returns whether all of it was read */
async function listFolders({ tree, path }: Folder, found: Folder[]): Promise<boolean> {
  let count = 0
  for await (const { kind, name } of (await tree.list(path)).children) {
    if (kind === 'folder') found.push({ tree, path: [...path, name] })
    count += 1
    if (count === mostEntries) return false
  }
  return true
}
