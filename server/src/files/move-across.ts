import {
  type ChangeOptions,
  type DavPath,
  ResourceError,
  type ResourceTree,
  type TransferOptions,
} from '@isthmus/webdav'
import { type Copied, copyAcross, type SourcePlace, type TargetPlace } from './copy-across.ts'
import { isSame, survey } from './survey.ts'

export interface MoveSource extends SourcePlace {
  /**
   * Removes the source, provided it is still in the state that was copied.
   * @throws ResourceError `precondition-failed`, when it has changed
   */
  remove(copied: Copied): Promise<void>
}

/**
 * Moves between two trees: copies, and removes the source when every byte has arrived. At no moment is there less
 * than one whole copy: the source goes last, and only in the state in which it was copied.
 *
 * When the source certainly stays, the copy is removed again. When nobody can tell whether it is gone (its server
 * did not answer), both stay.
 * @throws ResourceError as `copyAcross`, and what removing the source is refused with
 */
export async function moveAcross(
  source: MoveSource,
  target: TargetPlace,
  options: TransferOptions,
): Promise<{ created: boolean }> {
  const before = await source.tree.stat(source.path)
  if (before?.rights.delete === false) throw new ResourceError('forbidden', 'You may not take this away.')
  const copied = await copyAcross(source, target, { ...options, depth: 'infinity' })
  try {
    await source.remove(copied)
  } catch (error) {
    const fate = fateOfSource(error)
    if (fate === 'stays') await copied.undo()
    if (fate !== 'gone') throw error
  }
  return { created: copied.created }
}

function fateOfSource(error: unknown): 'stays' | 'gone' | 'unknown' {
  if (!(error instanceof ResourceError)) return 'unknown'
  if (error.reason === 'not-found') return 'gone'
  return error.reason === 'unavailable' || error.reason === 'bad-gateway' ? 'unknown' : 'stays'
}

/** Removes a file or folder behind a mount, provided it is still in the state that was copied. */
export function removeUnchanged(
  tree: ResourceTree,
  path: DavPath,
  held: Pick<ChangeOptions, 'lockTokens'>,
): MoveSource['remove'] {
  return async ({ source, contents }) => {
    if (source.kind === 'file')
      return tree.remove(path, { preconditions: { ifMatch: [source.etag] }, ...held })
    // No condition of a request says "nothing below has changed" to every server.
    if (!isSame(contents, await survey(tree, path))) {
      throw new ResourceError('precondition-failed', 'Something in it has changed while it was being moved.')
    }
    return tree.remove(path, { preconditions: {}, ...held })
  }
}
