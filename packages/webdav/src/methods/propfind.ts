import { complianceClasses } from '../capabilities.ts'
import { refusal } from '../dav-answer.ts'
import type { DavResponse } from '../dav-request.ts'
import { parseDepth } from '../headers/depth.ts'
import { preferenceHeaders, wantsMinimal } from '../headers/preference.ts'
import { encodeName, writeHref } from '../href.ts'
import { answerMultistatus, answerOneStatus } from '../multistatus.ts'
import { isConditional } from '../preconditions.ts'
import { resourceQuestion } from '../properties/resource-question.ts'
import { createResponseWriter } from '../properties/response-writer.ts'
import { ResourceError } from '../resource-error.ts'
import type { FolderListing, Resource, ResourceQuestion } from '../resource-tree.ts'
import { parsePropfind } from '../xml/propfind-body.ts'
import { readXml } from '../xml/read-xml.ts'
import { currentResource } from './current-resource.ts'
import type { DavCall, DavMethod } from './dav-call.ts'

import { surroundingsOf } from './surroundings.ts'

/** PROPFIND (RFC 4918 9.1): properties of a resource, and with `Depth: 1` of what is directly in it. */
export const answerPropfind: DavMethod = async (call) => {
  const { path, headers } = call.request
  const depth = parseDepth(headers)
  if (depth === 'malformed') return refusal(400, 'Depth must be 0 or 1.')
  // RFC 4918 9.1: a missing header means infinity, and infinity may be refused.
  if (depth === 'absent' || depth === 'infinity') {
    return refusal(403, 'Only Depth 0 and 1 are answered.', { condition: 'propfind-finite-depth' })
  }
  const xml = await readXml(call.request.body)
  if (!xml.ok && xml.reason === 'too-large') return refusal(413, 'The request body is too large.')
  const question = xml.ok ? parsePropfind(xml.root) : undefined
  if (question === undefined) return refusal(400, 'The request body is not a propfind element.')
  const found = await find(call, depth, resourceQuestion(question))
  if ('status' in found) return found

  const minimal = wantsMinimal(headers)
  const write = createResponseWriter(question, minimal, surroundingsOf(call))
  const answerHeaders = {
    dav: complianceClasses(call.tree),
    ...preferenceHeaders(minimal),
  }
  // The resource itself comes first; the clients of ownCloud and Nextcloud count on that.
  const { resource, children } = found
  const href = writeHref(call.options.mountPath, path, resource.kind === 'folder')
  const first = write(href, resource)
  if (children === undefined) return answerOneStatus(answerHeaders, first)
  return answerMultistatus(answerHeaders, first, children, (child) => {
    const childHref = href + encodeName(child.name)
    return write(child.kind === 'folder' ? `${childHref}/` : childHref, child)
  })
}

interface Found {
  readonly resource: Resource
  readonly children?: FolderListing['children']
}

/** A listing is asked for only when it is going to be consumed, and costs the tree nothing but itself. */
async function find(
  call: DavCall,
  depth: '0' | '1',
  question: ResourceQuestion,
): Promise<Found | DavResponse> {
  if (depth === '1' && !isConditional(call.preconditions)) {
    return (await listFolder(call, question)) ?? find(call, '0', question)
  }
  const resource = await currentResource(call, question)
  if ('status' in resource) return resource
  return (depth === '1' ? await listFolder(call, question) : undefined) ?? { resource }
}

/** `undefined` for a file, which `Depth: 1` treats like `Depth: 0`. */
async function listFolder(
  { request, tree }: DavCall,
  question: ResourceQuestion,
): Promise<Found | undefined> {
  try {
    const { folder, children } = await tree.list(request.path, question)
    return { resource: folder, children }
  } catch (error) {
    if (error instanceof ResourceError && error.reason === 'not-a-folder') return undefined
    throw error
  }
}
