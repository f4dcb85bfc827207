/**
 * A process for tests to let die (`ISTHMUS_CRASH_AT`): makes Ann's space in the folder and the database that it is
 * given and does one of the stories.
 */
import { systemClock } from '../../platform/clock.ts'
import type { DatabasePlace } from '../../platform/database/testing/temporary-place.ts'
import { ann, openFolder } from './open-folder.ts'
import { copy, lock, makeFolders, move, put, remove } from './tree-talk.ts'

const [story = '', folder = '', place = ''] = process.argv.slice(2)
const { database, files, tree } = await openFolder(folder, JSON.parse(place) as DatabasePlace, systemClock)

const stories: Record<string, () => Promise<unknown>> = {
  /** Two blobs and two commits. */
  async write() {
    await put(tree, 'file', 'first')
    await put(tree, 'file', 'second')
  },
  async remove() {
    await fillFolder()
    await remove(tree, 'folder')
  },
  async restore() {
    await fillFolder()
    await remove(tree, 'folder')
    const [item] = (await files.listTrash(ann, undefined, { limit: 1 })).items
    await files.restoreFromTrash(ann, undefined, item?.id ?? 0)
  },
  /** More than one batch. */
  async purge() {
    await fillFolder()
    // Twice as much each time: 1,536 nodes.
    for (let index = 0; index < 9; index += 1) {
      await copy(tree, 'folder', 'twice')
      await move(tree, 'twice', `folder/level ${index}`)
    }
    await remove(tree, 'folder')
    await files.emptyTrash(ann, undefined)
    await files.tidyUp()
  },
  async restoreVersion() {
    await put(tree, 'file', 'first')
    await put(tree, 'file', 'second')
    const [version] = await files.listVersions(ann, { path: ['file'] })
    await files.restoreVersion(ann, { path: ['file'] }, version?.id ?? 0)
  },
  async lock() {
    await lock(tree, 'new')
  },
}

async function fillFolder(): Promise<void> {
  await makeFolders(tree, 'folder', 'folder/sub')
  await put(tree, 'folder/sub/file', 'first')
}

await database.write((tx) => files.createPersonalSpace(tx, ann.tenant, ann.userId))
await stories[story]?.()
