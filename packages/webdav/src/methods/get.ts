import { answerParts, type Part, planParts } from '../byte-ranges.ts'
import { allowedMethods } from '../capabilities.ts'
import { contentHeaders, validatorHeaders } from '../content-headers.ts'
import { emptyAnswer, refusal } from '../dav-answer.ts'
import type { DavRequest, DavResponse } from '../dav-request.ts'
import { parseStrongEtag } from '../headers/entity-tags.ts'
import { parseRanges } from '../headers/range.ts'
import { checkPreconditions, isConditional, type Preconditions } from '../preconditions.ts'
import { ResourceError } from '../resource-error.ts'
import type {
  FileReading,
  FileResource,
  RangeRequest,
  ReadOptions,
  Resource,
  ResourceTree,
} from '../resource-tree.ts'
import type { DavCall, DavMethod } from './dav-call.ts'

/** GET (RFC 9110 9.3.1), of the whole file or of parts of it (RFC 9110 14). */
export const answerGet: DavMethod = async (call) => {
  const { request, tree, preconditions } = call
  const { ranges, ifEtag } = requestedRanges(request.headers)
  // RFC 9110 13.2.2: conditions come before the range; a 304 wins over a 416.
  if (isConditional(preconditions) || ranges.length > 1) {
    const file = describeFile(await tree.stat(request.path), preconditions, tree)
    if ('status' in file) return file
    if (ranges.length > 1) return answerSeveral(call, file, ranges, ifEtag ?? file.etag)
  }
  return answerOpened(call, readOptions(ranges[0], ifEtag))
}

/** HEAD (RFC 9110 9.3.2): what GET says, without opening the file. A range does not count (RFC 9110 14.2). */
export const answerHead: DavMethod = async ({ request, tree, preconditions }) => {
  const file = describeFile(await tree.stat(request.path), preconditions, tree)
  if ('status' in file) return file
  return { status: 200, headers: { ...contentHeaders(file), 'content-length': String(file.size) } }
}

interface RequestedRanges {
  /** Empty for the whole file. */
  readonly ranges: readonly RangeRequest[]
  /** They count only while the file has this entity tag. */
  readonly ifEtag: string | undefined
}

function requestedRanges({ range, 'if-range': ifRange }: DavRequest['headers']): RequestedRanges {
  const ranges = parseRanges(range ?? '')
  if (ranges === undefined || ifRange === undefined) return { ranges: ranges ?? [], ifEtag: undefined }
  const ifEtag = parseStrongEtag(ifRange)
  // RFC 9110 13.1.5: a weak validator makes the condition false, and a date in whole seconds is one (8.8.2.2).
  return { ranges: ifEtag === undefined ? [] : ranges, ifEtag }
}

function readOptions(range: RangeRequest | undefined, rangeIfEtag: string | undefined): ReadOptions {
  if (range === undefined) return {}
  return rangeIfEtag === undefined ? { range } : { range, rangeIfEtag }
}

/** The file, or the answer when it is anything but its contents. */
function describeFile(
  resource: Resource | undefined,
  preconditions: Preconditions,
  tree: ResourceTree,
): FileResource | DavResponse {
  // RFC 9110 13.2.1: conditions do not count where the answer would be an error without them.
  if (resource === undefined) return refusal(404, 'There is nothing at this address.')
  if (resource.kind === 'folder') return folderRefusal(tree)
  switch (checkPreconditions(preconditions, resource, true)) {
    case 'go-on':
      return resource
    case 'not-modified':
      return emptyAnswer(304, validatorHeaders(resource))
    case 'precondition-failed':
      return refusal(412, 'The file is not in the state that the request asks for.')
  }
}

function folderRefusal(tree: ResourceTree): DavResponse {
  return refusal(405, 'This is a folder. A WebDAV client lists it with PROPFIND.', {
    headers: { allow: allowedMethods('folder', tree) },
  })
}

async function answerSeveral(
  call: DavCall,
  { etag, size }: FileResource,
  ranges: readonly RangeRequest[],
  ifEtag: string,
): Promise<DavResponse> {
  const parts = ifEtag === etag ? planParts(ranges, size) : 'whole'
  if (parts === 'whole') return answerOpened(call, {})
  const [first] = parts
  if (first !== undefined) return answerOpened(call, { range: first, rangeIfEtag: etag }, parts)
  return refusal(416, 'The file is shorter.', { headers: { 'content-range': `bytes */${size}` } })
}

async function answerOpened(
  call: DavCall,
  options: ReadOptions,
  parts: readonly Part[] = [],
): Promise<DavResponse> {
  const { request, tree, preconditions } = call
  const reading = await openFile(call, options)
  if (reading === undefined) return folderRefusal(tree)
  // The file may have changed since it was looked at.
  const late = describeFile(reading.resource, preconditions, tree)
  if ('status' in late) {
    reading.body.destroy()
    return late
  }
  if (parts.length > 1 && reading.range !== undefined) return answerParts(tree, request.path, reading, parts)
  return answerReading(reading)
}

/** `undefined` for a folder. */
async function openFile({ request, tree }: DavCall, options: ReadOptions): Promise<FileReading | undefined> {
  try {
    return await tree.read(request.path, options)
  } catch (error) {
    if (error instanceof ResourceError && error.reason === 'is-a-folder') return undefined
    throw error
  }
}

function answerReading({ resource, range, body }: FileReading): DavResponse {
  const headers = contentHeaders(resource)
  if (range === undefined) {
    return { status: 200, headers: { ...headers, 'content-length': String(resource.size) }, body }
  }
  const { first, last } = range
  headers['content-length'] = String(last - first + 1)
  headers['content-range'] = `bytes ${first}-${last}/${resource.size}`
  return { status: 206, headers, body }
}
