import { type DavPath, ResourceError } from '@isthmus/webdav'
import type { UserActor } from '../../platform/actor.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { Entry } from '../browse/entry.ts'
import { readEntry } from '../browse/read-entry.ts'
import type { FilesContext } from '../context.ts'
import { type FilePlace, viewOf } from '../file-place.ts'
import { nfc } from '../node-name.ts'
import { copy, move } from '../transfer.ts'
import type { Spot } from '../transfer-ends.ts'
import { TreeRefusal } from '../tree-refusal.ts'
import { freePath } from './free-path.ts'

/** What happens where something has the name already: nothing is done, it is replaced, or another name is found. */
export const conflictChoices = ['refuse', 'replace', 'rename'] as const

export type ConflictChoice = (typeof conflictChoices)[number]

/** What goes where. */
export interface TransferOrder {
  readonly from: FilePlace
  /** With the name that it gets. */
  readonly to: FilePlace
  readonly conflict: ConflictChoice
}

/**
 * Copies or moves a file or folder within the user's files, to a team and back, and to and from other servers.
 * @param signal - ends what goes byte by byte, and takes back what is not whole
 * @returns it, at its new place
 * @throws ResourceError as `copy` and `move`; `target-exists` with `refuse`; the reason of the signal
 */
export async function transferEntry(
  context: FilesContext,
  actor: UserActor,
  how: 'copy' | 'move',
  { from, to, conflict }: TransferOrder,
  signal?: AbortSignal,
): Promise<Entry> {
  const sourceView = viewOf(actor, from.spaceId)
  const targetView = from.spaceId === to.spaceId ? sourceView : viewOf(actor, to.spaceId)
  const source = { view: sourceView, path: nfc(from.path) }
  const target = { view: targetView, path: nfc(to.path) }
  const stays = sourceView === targetView && isSame(source.path, target.path)
  if (stays && how === 'move') return readEntry(context, actor, from)
  if (stays && conflict !== 'rename') throw taken()

  const path =
    conflict === 'rename'
      ? await withFreeName(context, target, (free) =>
          transfer(context, how, source, free, { overwrite: false, signal }),
        )
      : await transfer(context, how, source, target, { overwrite: conflict === 'replace', signal })
  return readEntry(context, actor, { ...to, path })
}

async function transfer(
  context: FilesContext,
  how: 'copy' | 'move',
  source: Spot,
  target: Spot,
  { overwrite, signal }: { readonly overwrite: boolean; readonly signal: AbortSignal | undefined },
): Promise<DavPath> {
  const options = { preconditions: {}, overwrite, ...(signal && { signal }) }
  if (how === 'copy') await copy(context, source, target, { ...options, depth: 'infinity' })
  else await move(context, source, target, options)
  return target.path
}

/** How many names are tried while others take them. */
const attempts = 5

async function withFreeName<T>(
  context: FilesContext,
  target: Spot,
  work: (free: Spot) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work({ ...target, path: await freePath(context, target) })
    } catch (error) {
      const isTaken = error instanceof ResourceError && error.reason === 'target-exists'
      if (!isTaken || attempt === attempts) throw error
    }
  }
}

function isSame(one: DavPath, other: DavPath): boolean {
  return one.length === other.length && one.every((name, position) => other[position] === name)
}

function taken(): ResourceError {
  return new TreeRefusal('target-exists', because('target-taken'))
}
