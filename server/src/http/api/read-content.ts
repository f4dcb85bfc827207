import { detachBody, handleDav, type ResourceTree } from '@isthmus/webdav'
import { z } from 'zod'
import { type ErrorCode, fault } from '../../platform/errors.ts'
import { attachmentOf } from '../contents/attachment-of.ts'
import { conditionsOf } from '../contents/conditions-of.ts'
import { sandbox, shownAs } from '../contents/shown-as.ts'
import { faultReply } from '../error-reply.ts'
import { defineRoute, type Reply } from '../route.ts'
import { flagValue, pathValue } from './api-values.ts'
import { beginFiles } from './begin-files.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { spaceValue } from './space-query.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET', 'HEAD'],
  path: '/api/v1/files/content',
  access: 'user',
  body: 'none',
  query: z.strictObject({
    path: pathValue,
    space: spaceValue,
    download: flagValue.describe('to be kept; otherwise shown where that is safe'),
  }),
  summary: 'Gives the bytes of a file, or of a part of it by Range, under the conditions of the headers.',
  status: 200,
  errors: [
    'node-not-found',
    'conflict',
    'precondition-failed',
    'range-not-satisfiable',
    'peer-refused',
    'peer-blocked',
  ],
  async handle(call) {
    const { application, query, method, headers, tenant } = call
    const { path, space, download } = query
    const actor = beginFiles(call)
    const { files } = application
    const tree = refusing(space === undefined ? files.userTree(actor) : files.spaceTree(actor, space))
    const body = detachBody(call.stream)
    const request = { method, path, trailingSlash: false, headers: conditionsOf(headers), body }
    const mount = { mountPath: '', origins: [tenant.publicUrl] }
    const answer = await handleDav(request, tree, mount).finally(() => body.destroy())
    if (answer.status >= 400) return refusal(answer)
    const contentType = answer.headers['content-type']
    if (contentType === undefined) return answer
    const name = path.at(-1) ?? ''
    const shown = download ? undefined : shownAs({ contentType, name })
    const kept = { 'content-security-policy': sandbox, 'content-disposition': attachmentOf(name) }
    return { ...answer, headers: { ...answer.headers, ...(shown ?? kept) } }
  },
})

/** A tree that refuses in the words of the API; what the engine knows how to answer stays with it. */
function refusing(tree: ResourceTree): ResourceTree {
  return {
    ...tree,
    stat: (path, question) => inWordsOfApi(tree.stat(path, question)),
    read: (path, options) => inWordsOfApi(tree.read(path, options), ['range-not-satisfiable']),
  }
}

/** @throws IsthmusError */
function refusal({ status, headers }: Reply): Reply {
  const code = codes[status]
  if (code === undefined) throw new Error(`a file was answered with ${status}`)
  const reply = faultReply('api', fault(code))
  // RFC 9110 15.5.17: it says how long the file is.
  const range = headers?.['content-range']
  return { ...reply, headers: { ...reply.headers, ...(range !== undefined && { 'content-range': range }) } }
}

const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'validation-failed',
  404: 'node-not-found',
  // A folder has no contents.
  405: 'conflict',
  412: 'precondition-failed',
  416: 'range-not-satisfiable',
}
