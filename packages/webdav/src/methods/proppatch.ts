import { complianceClasses } from '../capabilities.ts'
import { emptyAnswer, refusal, writeError } from '../dav-answer.ts'
import { preferenceHeaders, wantsMinimal } from '../headers/preference.ts'
import { writeHref } from '../href.ts'
import { answerOneStatus } from '../multistatus.ts'
import { judgeChange, toPatch, type Verdict } from '../properties/property-changes.ts'
import { propertyKey, writeEmptyProperty } from '../properties/property-name.ts'
import { writePropstat } from '../properties/response-writer.ts'
import type { PropertyName } from '../resource-tree.ts'
import { parsePropertyUpdate } from '../xml/propertyupdate-body.ts'
import { readXml } from '../xml/read-xml.ts'
import { currentResource } from './current-resource.ts'
import type { DavMethod } from './dav-call.ts'

/** Largest request body, in bytes. */
const maxBytes = 1024 * 1024

/**
 * PROPPATCH (RFC 4918 9.2): stores and removes dead properties, and sets the time of the last change. All instructions
 * are followed, in document order, or none is.
 */
export const answerProppatch: DavMethod = async (call) => {
  const { request, tree, options, preconditions, lockTokens } = call
  const xml = await readXml(request.body, maxBytes)
  if (!xml.ok && xml.reason === 'too-large') return refusal(413, 'The request body is too large.')
  const changes = xml.ok ? parsePropertyUpdate(xml.root) : undefined
  if (changes === undefined) {
    return refusal(400, 'The request body is not a propertyupdate element with at most 100 properties.')
  }
  const resource = await currentResource(call)
  if ('status' in resource) return resource

  const verdicts = changes.map((change) => judgeChange(change, resource, tree.patchProperties !== undefined))
  const headers = { dav: complianceClasses(tree), vary: 'Prefer' }
  const isDone = verdicts.every(({ outcome }) => outcome === 'done')
  if (isDone) {
    const patch = toPatch(verdicts)
    if (patch !== undefined) {
      await tree.patchProperties?.(request.path, patch, { preconditions, lockTokens })
    }
    // RFC 8144 2.2
    if (wantsMinimal(request.headers)) return emptyAnswer(204, { ...headers, ...preferenceHeaders(true) })
  }
  const href = writeHref(options.mountPath, request.path, resource.kind === 'folder')
  return answerOneStatus(
    headers,
    `<d:response><d:href>${href}</d:href>${writeVerdicts(verdicts, isDone)}</d:response>`,
  )
}

/** RFC 4918 9.2.1 */
const statuses: Readonly<Record<Verdict['outcome'], string>> = {
  protected: '403 Forbidden',
  'not-stored': '403 Forbidden',
  senseless: '409 Conflict',
  'too-large': '507 Insufficient Storage',
  done: '200 OK',
}

function writeVerdicts(verdicts: readonly Verdict[], isDone: boolean): string {
  const groups = Map.groupBy(verdicts, ({ outcome }) => outcome)
  return Object.entries(statuses)
    .map(([outcome, status]) => {
      const names = (groups.get(outcome as Verdict['outcome']) ?? []).map(({ name }) => name)
      if (names.length === 0) return ''
      const error = outcome === 'protected' ? writeError('cannot-modify-protected-property') : ''
      const own = outcome === 'done' && !isDone ? '424 Failed Dependency' : status
      return writePropstat(writeNames(names), own, error)
    })
    .join('')
}

function writeNames(names: readonly PropertyName[]): string {
  return [...new Map(names.map((name) => [propertyKey(name), writeEmptyProperty(name)])).values()].join('')
}
