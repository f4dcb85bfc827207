import type { ResourceTree } from '@isthmus/webdav'
import { withAnn } from './test-files.ts'
import { makeFolders, put } from './tree-talk.ts'

/** Bob's space is mounted in Ann's as `bob`, Carol's as `carol`; what is in `faults` goes before what Bob has. */
export async function withNeighbours(faults: (bob: ResourceTree) => Partial<ResourceTree> = () => ({})) {
  const room = await withAnn()
  const bob = room.files.userTree(await room.addUser('bob'))
  const carol = room.files.userTree(await room.addUser('carol'))
  const bobsMount = await room.addMount(room.ann, ['bob'], { ...bob, ...faults(bob) })
  await room.addMount(room.ann, ['carol'], carol)
  return { ...room, bob, carol, bobsMount }
}

/** Makes a folder with files and folders in it; returns what `everything` shows of it when it is called `f`. */
export async function fillFolder(tree: ResourceTree, path: string): Promise<Record<string, string>> {
  await makeFolders(tree, path, `${path}/sub`, `${path}/sub/empty`)
  await put(tree, `${path}/1`, 'one', { modifiedAt: 1_000_000_000_000 })
  await put(tree, `${path}/sub/2`, 'two')
  return { 'f/': '', 'f/1': 'one', 'f/sub/': '', 'f/sub/2': 'two', 'f/sub/empty/': '' }
}
