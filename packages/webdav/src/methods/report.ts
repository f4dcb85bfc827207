import { complianceClasses } from '../capabilities.ts'
import { refusal, writeError } from '../dav-answer.ts'
import { samePath, startsWithPath } from '../dav-path.ts'
import type { DavResponse } from '../dav-request.ts'
import { parseDepth } from '../headers/depth.ts'
import { preferenceHeaders, wantsMinimal } from '../headers/preference.ts'
import { writeHref } from '../href.ts'
import { answerMultistatus, writeStatus } from '../multistatus.ts'
import { resourceQuestion } from '../properties/resource-question.ts'
import { createResponseWriter } from '../properties/response-writer.ts'
import type { ChangedResource, DavPath, PropertyName, TreeChanges } from '../resource-tree.ts'
import { parseSyncToken, writeSyncToken } from '../sync-token.ts'
import { readXml } from '../xml/read-xml.ts'
import { parseSyncCollection, type SyncQuestion } from '../xml/sync-collection-body.ts'
import { isDavElement } from '../xml/xml-element.ts'
import { currentResource } from './current-resource.ts'
import type { DavCall, DavMethod } from './dav-call.ts'
import { surroundingsOf } from './surroundings.ts'

/** Most changes of one answer; clients ask again for the rest (RFC 6578 3.6). */
const maxChanges = 10_000

/** REPORT (RFC 3253 3.6): `sync-collection` of RFC 6578, and no other. */
export const answerReport: DavMethod = async (call) => {
  const { request, tree } = call
  const xml = await readXml(request.body)
  if (!xml.ok && xml.reason === 'too-large') return refusal(413, 'The request body is too large.')
  if (!xml.ok || xml.root === undefined) return refusal(400, 'The request body names no report.')
  const resource = await currentResource(call)
  if ('status' in resource) return resource
  const isKnown = isDavElement(xml.root, 'sync-collection') && resource.kind === 'folder'
  if (!isKnown || tree.changes === undefined) {
    return refusal(403, 'This report is not known here.', { condition: 'supported-report' })
  }

  const question = parseSyncCollection(xml.root)
  const level = question === undefined ? undefined : (question.level ?? levelOfDepth(call))
  if (question === undefined || level === undefined) {
    return refusal(400, 'The request body is not a sync-collection element.')
  }
  const since = question.token === undefined ? undefined : parseSyncToken(question.token)
  if (since === undefined && question.token !== undefined) {
    return refusal(403, 'This sync token was not issued here.', { condition: 'valid-sync-token' })
  }
  const { limit = maxChanges, names } = question
  const facts = resourceQuestion({ kind: 'prop', names })
  const changes = await tree.changes(request.path, since, Math.min(limit, maxChanges), facts)
  return answerChanges(call, names, changes, level)
}

/**
 * RFC 6578 A: clients of its drafts say the level in the `Depth` header. Where there is a `sync-level`, that counts:
 * some clients send `Depth: 1` along, and there is but one thing that they can mean.
 */
function levelOfDepth({ request }: DavCall): SyncQuestion['level'] {
  const depth = parseDepth(request.headers)
  return depth === 'infinity' ? 'infinite' : depth === '1' ? '1' : undefined
}

function answerChanges(
  call: DavCall,
  names: readonly PropertyName[],
  { changed, gone, truncated, token }: TreeChanges,
  level: '1' | 'infinite',
): Promise<DavResponse> {
  const { request, options, tree } = call
  const inScope = (path: DavPath) => isMember(path, request.path, level)
  const minimal = wantsMinimal(request.headers)
  const write = createResponseWriter({ kind: 'prop', names }, minimal, surroundingsOf(call))
  const items = [
    ...changed.filter(({ path }) => inScope(path)),
    ...gone.filter(inScope).map((path) => ({ path, resource: undefined })),
  ]
  const tooMany = writeStatus(
    writeHref(options.mountPath, request.path, true),
    '507 Insufficient Storage',
    writeError('number-of-matches-within-limits'),
  )
  return answerMultistatus(
    { dav: complianceClasses(tree), ...preferenceHeaders(minimal) },
    '',
    items,
    writeItem,
    `${truncated ? tooMany : ''}<d:sync-token>${writeSyncToken(token)}</d:sync-token>`,
  )

  function writeItem(
    item: ChangedResource | { readonly path: DavPath; readonly resource: undefined },
  ): string {
    const href = writeHref(options.mountPath, item.path, item.resource?.kind === 'folder')
    // RFC 6578 3.2: what is gone has a status and no properties.
    if (item.resource === undefined) return writeStatus(href, '404 Not Found')
    if (item.untraversed === true && level === 'infinite') {
      // RFC 6578 3.3: so the client does not take it for an empty folder.
      return writeStatus(href, '403 Forbidden', writeError('sync-traversal-supported'))
    }
    return write(href, item.resource)
  }
}

function isMember(path: DavPath, folder: DavPath, level: '1' | 'infinite'): boolean {
  if (samePath(path, folder) || !startsWithPath(path, folder)) return false
  return level === 'infinite' || path.length === folder.length + 1
}
