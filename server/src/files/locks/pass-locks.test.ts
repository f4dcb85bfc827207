import type { ResourceTree } from '@isthmus/webdav'
import { expect, test } from 'vitest'
import { fillLockable } from '../testing/lockable.ts'
import { openTestFiles } from '../testing/test-files.ts'
import { at, everything, lock, put, refusal, setProperties } from '../testing/tree-talk.ts'

/** Every change of `folder/file` or `folder`, with the tokens that are given. */
const deeds: readonly [string, (tree: ResourceTree, tokens: readonly string[]) => Promise<unknown>][] = [
  ['replace the file', (tree, lockTokens) => put(tree, 'folder/file', 'x', { lockTokens })],
  [
    'set a property of the file',
    (tree, lockTokens) => setProperties(tree, 'folder/file', { a: 'x' }, { lockTokens }),
  ],
  [
    'remove the file',
    (tree, lockTokens) => tree.remove(at('folder/file'), { preconditions: {}, lockTokens }),
  ],
  [
    'rename the file',
    (tree, lockTokens) =>
      tree.move(at('folder/file'), at('folder/renamed'), { preconditions: {}, overwrite: true, lockTokens }),
  ],
  [
    'copy over the file',
    (tree, lockTokens) =>
      tree.copy(at('folder/sub/file'), at('folder/file'), {
        preconditions: {},
        overwrite: true,
        depth: 'infinity',
        lockTokens,
      }),
  ],
  [
    'move over the file',
    (tree, lockTokens) =>
      tree.move(at('aside'), at('folder/file'), { preconditions: {}, overwrite: true, lockTokens }),
  ],
  ['create a file', (tree, lockTokens) => put(tree, 'folder/new', 'x', { lockTokens })],
  [
    'make a folder',
    (tree, lockTokens) => tree.makeFolder(at('folder/made'), { preconditions: {}, lockTokens }),
  ],
  [
    'copy into the folder',
    (tree, lockTokens) =>
      tree.copy(at('aside'), at('folder/copy'), {
        preconditions: {},
        overwrite: true,
        depth: 'infinity',
        lockTokens,
      }),
  ],
  [
    'move into the folder',
    (tree, lockTokens) =>
      tree.move(at('aside'), at('folder/moved'), { preconditions: {}, overwrite: true, lockTokens }),
  ],
  ['lock a new file', (tree, lockTokens) => lock(tree, 'folder/new', { lockTokens })],
  ['remove the folder', (tree, lockTokens) => tree.remove(at('folder'), { preconditions: {}, lockTokens })],
  [
    'rename the folder',
    (tree, lockTokens) =>
      tree.move(at('folder'), at('renamed'), { preconditions: {}, overwrite: true, lockTokens }),
  ],
]

/** Which deeds a lock on a place stands in the way of. */
const reach: readonly [string, string, 'infinity' | '0', readonly string[]][] = [
  [
    'the file',
    'folder/file',
    '0',
    [
      'replace the file',
      'set a property of the file',
      'remove the file',
      'rename the file',
      'copy over the file',
      'move over the file',
      'remove the folder',
      'rename the folder',
    ],
  ],
  [
    'the folder alone',
    'folder',
    '0',
    [
      'remove the file',
      'rename the file',
      'move over the file',
      'create a file',
      'make a folder',
      'copy into the folder',
      'move into the folder',
      'lock a new file',
      'remove the folder',
      'rename the folder',
    ],
  ],
  ['the folder and what is in it', 'folder', 'infinity', deeds.map(([deed]) => deed)],
  ['a file further down', 'folder/sub/file', '0', ['remove the folder', 'rename the folder']],
  ['something aside', 'aside', '0', ['move over the file', 'move into the folder']],
]

test.each(reach)(
  'a lock on %s stands in the way of what touches that, and of nothing else',
  async (...row) => {
    const [, path, depth, blocked] = row
    await using room = await openTestFiles()
    for (const [number, [deed, act]] of deeds.entries()) {
      const tree = room.files.userTree(await room.addUser(`user-${number}`))
      await fillLockable(tree)
      const token = await lock(tree, path, { depth })
      const before = await everything(tree)
      if (!blocked.includes(deed)) {
        await act(tree, [])
        continue
      }
      expect(await refusal(act(tree, [])), deed).toBe('locked')
      expect(await refusal(act(tree, ['opaquelocktoken:another'])), deed).toBe('locked')
      expect(await everything(tree), deed).toEqual(before)
      // A new file in a folder that is locked with all that is in it would be locked twice.
      if (deed !== 'lock a new file' || depth === '0') await act(tree, [token])
    }
  },
)
