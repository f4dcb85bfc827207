import {
  type ChangeOptions,
  type DavPath,
  type Resource,
  ResourceError,
  type ResourceTree,
  type TransferOptions,
} from '@isthmus/webdav'
import { crashPoint } from '../platform/crash-points.ts'
import { because } from '../platform/fault-reasons.ts'
import { type Copied, copyAcross, type SourcePlace, type TargetPlace } from './copy-across.ts'
import { isSame, survey } from './survey.ts'
import { TreeRefusal } from './tree-refusal.ts'

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
 * Whoever leaves stops the copy, and nothing once that is whole.
 *
 * Once the copy is whole it stays. A source that does not go, or of which nobody can tell whether it went, is there
 * beside it then, and the error says so: to take the copy back would be to trust the word of a server that the
 * source is still there.
 * @throws ResourceError as `copyAcross`, `locked`, and what removing the source is refused with
 */
export async function moveAcross(
  source: MoveSource,
  target: TargetPlace,
  options: TransferOptions,
): Promise<{ created: boolean }> {
  const before = await source.tree.stat(source.path, { locks: true })
  if (before?.rights.delete === false) throw new TreeRefusal('forbidden', because('may-not-remove'))
  refuseLocked(before, options.lockTokens)
  const copied = await copyAcross(source, target, { ...options, depth: 'infinity' })
  crashPoint('before-removing-source')
  try {
    await source.remove(copied)
  } catch (error) {
    if (!(error instanceof ResourceError)) throw error
    if (error.reason !== 'not-found') throw atBothPlaces(error)
  }
  crashPoint('after-removing-source')
  return { created: copied.created }
}

/** What stands in the way of the removal anyway is told before a byte is copied. */
function refuseLocked(resource: Resource | undefined, held: readonly string[] = []): void {
  const { locks = [] } = resource ?? {}
  if (locks.length > 0 && !locks.some(({ token }) => held.includes(token))) {
    throw new TreeRefusal('locked', because('locked-by-somebody'))
  }
}

function atBothPlaces(error: ResourceError): ResourceError {
  const { reason, message, retryAfter, lockRoot } = error
  const isKnown = reason !== 'unavailable' && reason !== 'bad-gateway'
  const known = because(isKnown ? 'copied-not-removed' : 'copied-and-maybe-there', { why: message })
  return new TreeRefusal(reason, known, {
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(lockRoot === undefined ? {} : { lockRoot }),
    cause: error,
  })
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
      throw new TreeRefusal('precondition-failed', because('changed-while-moved'))
    }
    return tree.remove(path, { preconditions: {}, ...held })
  }
}
