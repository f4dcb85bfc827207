import { emptyAnswer, refusal } from '../dav-answer.ts'
import { parseLockToken } from '../headers/lock-token.ts'
import { isConditional } from '../preconditions.ts'
import { currentResource } from './current-resource.ts'
import type { DavMethod } from './dav-call.ts'
import { nothingLockable } from './nothing-lockable.ts'

/** UNLOCK (RFC 4918 9.11). */
export const answerUnlock: DavMethod = async (call) => {
  const { request, tree, preconditions } = call
  if (tree.locking === undefined) return nothingLockable(call)
  const token = parseLockToken(request.headers['lock-token'] ?? '')
  if (token === undefined) return refusal(400, 'Lock-Token must name the lock to remove.')
  if (isConditional(preconditions)) {
    const resource = await currentResource(call)
    if ('status' in resource) return resource
  }
  await tree.locking.unlock(request.path, token)
  return emptyAnswer(204)
}
