import { allowedMethods } from '../capabilities.ts'
import { refusal } from '../dav-answer.ts'
import type { DavResponse } from '../dav-request.ts'
import type { DavCall } from './dav-call.ts'

/** The answer to LOCK and UNLOCK where the tree knows no locks. */
export async function nothingLockable({ request, tree }: DavCall): Promise<DavResponse> {
  const resource = await tree.stat(request.path)
  return refusal(405, 'Nothing can be locked here.', {
    headers: { allow: allowedMethods(resource?.kind ?? 'nothing', tree) },
  })
}
