import { emptyAnswer, refusal } from '../dav-answer.ts'
import { startsWithPath } from '../dav-path.ts'
import { parseDepth } from '../headers/depth.ts'
import type { DavMethod } from './dav-call.ts'
import { parseTransfer } from './transfer.ts'

/** COPY (RFC 4918 9.8). */
export const answerCopy: DavMethod = async (call) => {
  const { request, tree, preconditions, lockTokens } = call
  const depth = parseDepth(request.headers)
  // RFC 4918 9.8.3: a COPY is of depth 0 or infinity; a missing header means infinity.
  if (depth === '1' || depth === 'malformed') return refusal(400, 'Depth must be 0 or infinity.')
  const transfer = parseTransfer(call)
  if (!transfer.ok) return transfer.answer
  const { to, overwrite } = transfer
  if (depth !== '0' && startsWithPath(to, request.path)) {
    return refusal(403, 'A folder cannot be copied into itself.')
  }
  const { created } = await tree.copy(request.path, to, {
    preconditions,
    lockTokens,
    overwrite,
    depth: depth === '0' ? '0' : 'infinity',
    ...(request.left && { signal: request.left }),
  })
  return emptyAnswer(created ? 201 : 204)
}
