import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Resource, ResourceTree } from '@isthmus/webdav'
import type { UserActor } from '../../platform/actor.ts'
import { type PermissionWord, permissionsOfWords } from '../../platform/permissions.ts'
import type { ShareOrder } from '../../shares/index.ts'
import { openTestMounts } from './test-mounts.ts'

/**
 * People of one cloud: Ann has a folder `Trip` with `plan.txt` in it, Carol and Bob have nothing. `staff` is a group of
 * Bob and Carol.
 */
export async function openNeighbours() {
  const test = await openTestMounts()
  const [ann, carol] = [await test.addUser('ann'), await test.addUser('carol')]
  await test.accounts.createGroup(test.operator, { name: 'staff' })
  for (const name of ['bob', 'carol']) await test.accounts.addMember(test.operator, 'staff', name)
  const annTree = test.files.userTree(ann)
  await annTree.makeFolder(['Trip'], { preconditions: {} })
  await put(annTree, ['Trip', 'plan.txt'], 'by train')

  return {
    ...test,
    ann,
    carol,
    annTree,
    carolTree: test.files.userTree(carol),
    bobTree: test.tree,
    /** Shares a place for reading and writing, when nothing else is said. */
    share: (
      actor: UserActor,
      shareWith: string,
      {
        words = ['read', 'write'],
        ...order
      }: { words?: readonly PermissionWord[] } & Partial<ShareOrder> = {},
    ) =>
      test.shares.createShare(actor, {
        path: ['Trip'],
        shareWith,
        permissions: permissionsOfWords(words),
        ...order,
      }),
    /** Waits for something that waits for a job, which runs meanwhile. */
    async settled<T>(work: Promise<T>): Promise<T> {
      const state = { settled: false }
      const settle = () => {
        state.settled = true
      }
      work.then(settle, settle)
      while (!state.settled) {
        await test.jobs.runDue()
        await test.clock.advance(100)
      }
      return work
    },
    /** All of somebody's inbox. */
    items: (actor: UserActor) => test.mounts.listInbox(actor, { limit: 100 }),
    /** What somebody was told, oldest first. */
    told: async (actor: UserActor) =>
      (await test.activity.listNotifications(actor, { limit: 100 })).items
        .map(({ kind }) => kind)
        .toReversed(),
  }
}

/** Where Carol and Bob have what Ann shares. */
export const place = ['Shared', 'Trip']

export async function put(tree: ResourceTree, path: readonly string[], content: string): Promise<void> {
  await tree.write(path, Readable.from([Buffer.from(content)]), { preconditions: {} })
}

export async function get(tree: ResourceTree, path: readonly string[]): Promise<string> {
  return text((await tree.read(path, {})).body)
}

export async function names(tree: ResourceTree, path: readonly string[]): Promise<string[]> {
  return (await children(tree, path)).map(({ name }) => name).toSorted()
}

export async function children(tree: ResourceTree, path: readonly string[]): Promise<Resource[]> {
  return Array.fromAsync((await tree.list(path)).children)
}
