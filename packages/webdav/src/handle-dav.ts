import { refusal } from './dav-answer.ts'
import type { DavOptions, DavRequest, DavResponse } from './dav-request.ts'
import { answerResourceError } from './error-answer.ts'
import { answerCopy } from './methods/copy.ts'
import type { DavMethod } from './methods/dav-call.ts'
import { answerDelete } from './methods/delete.ts'
import { answerGet, answerHead } from './methods/get.ts'
import { answerLock } from './methods/lock.ts'
import { answerMkcol } from './methods/mkcol.ts'
import { answerMove } from './methods/move.ts'
import { answerOptions } from './methods/options.ts'
import { answerPropfind } from './methods/propfind.ts'
import { answerProppatch } from './methods/proppatch.ts'
import { answerPut } from './methods/put.ts'
import { answerReport } from './methods/report.ts'
import { answerUnlock } from './methods/unlock.ts'
import { readConditions } from './read-conditions.ts'
import { ResourceError } from './resource-error.ts'
import type { ResourceTree } from './resource-tree.ts'

const methods: ReadonlyMap<string, DavMethod> = new Map([
  ['OPTIONS', answerOptions],
  ['GET', answerGet],
  ['HEAD', answerHead],
  ['PUT', answerPut],
  ['DELETE', answerDelete],
  ['MKCOL', answerMkcol],
  ['PROPFIND', answerPropfind],
  ['PROPPATCH', answerProppatch],
  ['COPY', answerCopy],
  ['MOVE', answerMove],
  ['LOCK', answerLock],
  ['UNLOCK', answerUnlock],
  ['REPORT', answerReport],
])

/** Names of the methods that the engine answers, for a router that must be told them. */
export const davMethods: readonly string[] = [...methods.keys()]

/**
 * Answers one WebDAV request (RFC 4918) from a resource tree.
 *
 * Refusals of the tree become their status with a DAV error body. Anything else that the tree throws is rethrown, for
 * the edge to log and to answer with 500. Rights are the tree's business alone.
 *
 * The edge sends what comes back as `DavResponse` says, and sees to it that a request body which was not read does
 * not hang the connection: it reads the rest of a short one, and closes the connection after a long one. `serveDav`
 * does both for `node:http`.
 */
export async function handleDav(
  request: DavRequest,
  tree: ResourceTree,
  options: DavOptions,
): Promise<DavResponse> {
  const answer = await answerAny(request, tree, options)
  if (request.method !== 'HEAD') return answer
  return { status: answer.status, headers: answer.headers }
}

async function answerAny(request: DavRequest, tree: ResourceTree, options: DavOptions): Promise<DavResponse> {
  const method = methods.get(request.method)
  if (method === undefined) return refusal(501, `The method ${request.method} is not known here.`)
  try {
    const conditions = await readConditions(request, tree, options)
    if ('status' in conditions) return conditions
    return await method({ request, tree, options, ...conditions })
  } catch (error) {
    if (error instanceof ResourceError) return answerResourceError(error, { request, tree, options })
    throw error
  }
}
