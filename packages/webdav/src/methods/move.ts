import { emptyAnswer, refusal } from '../dav-answer.ts'
import { startsWithPath } from '../dav-path.ts'
import { fileIdHeader } from '../file-id-header.ts'
import type { DavMethod } from './dav-call.ts'
import { parseTransfer } from './transfer.ts'
import { asksForPartOfFolder } from './whole-folder.ts'

/** MOVE (RFC 4918 9.9). */
export const answerMove: DavMethod = async (call) => {
  const { request, tree, preconditions, lockTokens } = call
  if (request.path.length === 0) return refusal(403, 'The root of a tree cannot be moved.')
  const transfer = parseTransfer(call)
  if (!transfer.ok) return transfer.answer
  const { to, overwrite } = transfer
  if (startsWithPath(to, request.path)) return refusal(403, 'A folder cannot be moved into itself.')
  if (await asksForPartOfFolder(call)) return refusal(400, 'A folder is moved with everything in it.')
  const { created, fileId } = await tree.move(request.path, to, {
    preconditions,
    lockTokens,
    overwrite,
    ...(request.left && { signal: request.left }),
  })
  return emptyAnswer(created ? 201 : 204, fileIdHeader(fileId))
}
