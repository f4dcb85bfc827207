import { checkPreconditions, type Preconditions, type RemoteEntry, type Resource } from '@isthmus/webdav'
import { TreeRefusal } from '../files/index.ts'
import { because } from '../platform/fault-reasons.ts'
import { isMadeHere } from './remote-resource.ts'

/**
 * The conditions of a change as its server can check them, in the step in which it makes the change.
 *
 * An entity tag that was made here, because the server has none that is strong, tells the server nothing: then it is
 * looked whether the condition holds, and between that look and the change there is nothing that could be asked of it.
 * @param look - finds out what is there now
 * @throws ResourceError `precondition-failed`
 */
export async function conditionsFor(
  preconditions: Preconditions,
  look: () => Promise<{ readonly entry: RemoteEntry; readonly resource: Resource } | undefined>,
): Promise<Preconditions> {
  const { ifMatch, ifNoneMatch } = preconditions
  const tags = [ifMatch, ifNoneMatch].flatMap((named) =>
    named === undefined || named === 'any' ? [] : named,
  )
  if (!tags.some(isMadeHere)) return preconditions
  const found = await look()
  if (checkPreconditions(preconditions, found?.resource, false) !== 'go-on') {
    throw new TreeRefusal('precondition-failed', because('changed-since-seen'))
  }
  if (found === undefined) return { ifNoneMatch: 'any' }
  return { ifMatch: found.entry.etag === undefined ? 'any' : [found.entry.etag] }
}
