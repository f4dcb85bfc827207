import { allowedMethods, complianceClasses } from '../capabilities.ts'
import { emptyAnswer } from '../dav-answer.ts'
import type { DavMethod } from './dav-call.ts'

/** OPTIONS (RFC 4918 10.1): the compliance classes, and the methods that the resource knows. */
export const answerOptions: DavMethod = async ({ request, tree }) => {
  const resource = await tree.stat(request.path)
  return emptyAnswer(200, {
    dav: complianceClasses(tree),
    allow: allowedMethods(resource?.kind ?? 'nothing', tree),
    'accept-ranges': 'bytes',
    // Makes Microsoft's clients speak WebDAV instead of the FrontPage protocol.
    'ms-author-via': 'DAV',
  })
}
