import { complianceClasses } from '../capabilities.ts'
import { refusal } from '../dav-answer.ts'
import type { DavResponse } from '../dav-request.ts'
import { parseDepth } from '../headers/depth.ts'
import { preferenceHeaders, wantsMinimal } from '../headers/preference.ts'
import { encodeName, writeHref } from '../href.ts'
import type { ListingMemory, RememberedListing } from '../listing-memory.ts'
import { answerMultistatus, answerOneStatus } from '../multistatus.ts'
import { isConditional } from '../preconditions.ts'
import { resourceQuestion } from '../properties/resource-question.ts'
import { createResponseWriter } from '../properties/response-writer.ts'
import { ResourceError } from '../resource-error.ts'
import type { FolderListing, Resource, ResourceQuestion } from '../resource-tree.ts'
import type { PropfindQuestion } from '../xml/propfind-body.ts'
import { readQuestion } from '../xml/read-question.ts'
import { readXmlBytes } from '../xml/read-xml.ts'
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
  const body = await readXmlBytes(call.request.body)
  if (body === undefined) return refusal(413, 'The request body is too large.')
  const question = readQuestion(body)
  if (question === undefined) return refusal(400, 'The request body is not a propfind element.')
  const asked = resourceQuestion(question)
  if (depth === '0' || isConditional(call.preconditions)) return answerQuestion(call, depth, question, asked)

  const memory = isOfListing(asked) ? call.options.listings : undefined
  if (memory === undefined) return answerQuestion(call, depth, question, asked)
  const address = writeHref(call.options.mountPath, path, true)
  const key = [address, String(wantsMinimal(headers)), body.toString('latin1')].join('\n')
  const known = await recall(call, memory, key)
  if (known !== undefined) return known
  return answerQuestion(call, depth, question, asked, (listing) => memory.remember(key, listing))
}

/** Whether what is asked for is what `ResourceTree.listingTag` stands for. */
function isOfListing(asked: ResourceQuestion): boolean {
  return Object.keys(asked).every((fact) => fact === 'folderSize' || fact === 'checksums')
}

async function recall(
  { request, tree }: DavCall,
  memory: ListingMemory,
  question: string,
): Promise<DavResponse | undefined> {
  const known = memory.recall(question)
  if (known === undefined || known.tag !== (await tree.listingTag?.(request.path))) return undefined
  return { status: 207, headers: known.headers, body: known.body }
}

async function answerQuestion(
  call: DavCall,
  depth: '0' | '1',
  question: PropfindQuestion,
  asked: ResourceQuestion,
  remember?: (listing: RememberedListing) => void,
): Promise<DavResponse> {
  const { path, headers } = call.request
  const found = await find(call, depth, asked)
  if ('status' in found) return found

  const minimal = wantsMinimal(headers)
  const write = createResponseWriter(question, minimal, surroundingsOf(call))
  const answerHeaders = {
    dav: complianceClasses(call.tree),
    ...preferenceHeaders(minimal),
  }
  // The resource itself comes first; the clients of ownCloud and Nextcloud count on that.
  const { resource, children, tag } = found
  const href = writeHref(call.options.mountPath, path, resource.kind === 'folder')
  const first = write(href, resource)
  if (children === undefined) return answerOneStatus(answerHeaders, first)
  const answer = await answerMultistatus(answerHeaders, first, children, (child) => {
    const childHref = href + encodeName(child.name)
    return write(child.kind === 'folder' ? `${childHref}/` : childHref, child)
  })
  if (tag !== undefined && answer.body instanceof Uint8Array) {
    remember?.({ tag, headers: answer.headers, body: answer.body })
  }
  return answer
}

interface Found {
  readonly resource: Resource
  readonly children?: FolderListing['children']
  readonly tag?: string | undefined
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
    const { folder, children, tag } = await tree.list(request.path, question)
    return { resource: folder, children, tag }
  } catch (error) {
    if (error instanceof ResourceError && error.reason === 'not-a-folder') return undefined
    throw error
  }
}
