import { refusal } from '../dav-answer.ts'
import type { DavResponse } from '../dav-request.ts'
import { checkPreconditions } from '../preconditions.ts'
import type { Resource, ResourceQuestion } from '../resource-tree.ts'
import type { DavCall } from './dav-call.ts'

/**
 * The resource of a request, or the answer when there is nothing or it is not in the state that the request asks for.
 */
export async function currentResource(
  { request, tree, preconditions }: DavCall,
  question?: ResourceQuestion,
): Promise<Resource | DavResponse> {
  const resource = await tree.stat(request.path, question)
  if (resource === undefined) return refusal(404, 'There is nothing at this address.')
  if (checkPreconditions(preconditions, resource, false) === 'go-on') return resource
  return refusal(412, 'The resource is not in the state that the request asks for.')
}
