import { emptyAnswer, refusal } from '../dav-answer.ts'
import type { DavRequest } from '../dav-request.ts'
import { fileIdHeader } from '../file-id-header.ts'
import type { DavMethod } from './dav-call.ts'

/** MKCOL (RFC 4918 9.3): makes a folder. */
export const answerMkcol: DavMethod = async ({ request, tree, preconditions, lockTokens }) => {
  // RFC 4918 9.3: no body is understood here, and one that is not understood MUST be answered with 415.
  if (hasBody(request.headers)) return refusal(415, 'A folder is made without a request body.')
  const made = await tree.makeFolder(request.path, { preconditions, lockTokens })
  return emptyAnswer(201, fileIdHeader(made?.fileId))
}

function hasBody(headers: DavRequest['headers']): boolean {
  return (headers['content-length'] ?? '0') !== '0' || headers['transfer-encoding'] !== undefined
}
