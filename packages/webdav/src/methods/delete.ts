import { emptyAnswer, refusal } from '../dav-answer.ts'
import type { DavMethod } from './dav-call.ts'
import { asksForPartOfFolder } from './whole-folder.ts'

/** DELETE (RFC 4918 9.6): removes a file, or a folder with everything in it. */
export const answerDelete: DavMethod = async (call) => {
  const { request, tree, preconditions, lockTokens } = call
  if (request.path.length === 0) return refusal(403, 'The root of a tree cannot be deleted.')
  if (await asksForPartOfFolder(call)) return refusal(400, 'A folder is deleted with everything in it.')
  await tree.remove(request.path, { preconditions, lockTokens })
  return emptyAnswer(204)
}
