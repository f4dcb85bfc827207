import { attachmentOf } from '../contents/attachment-of.ts'
import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { versionsOfCall } from './versions-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/files/:id/versions/:version',
  access: 'user',
  body: 'none',
  summary: 'Gives the bytes of what a file held before.',
  status: 200,
  errors: ['not-found', 'node-not-found', 'version-not-found', 'conflict'],
  async handle(call) {
    const version = idParam(call.params['version'])
    const work = (await versionsOfCall(call)).read(version)
    const { name, contentType, size, modifiedAt, body } = await inWordsOfApi(work)
    return {
      status: 200,
      headers: {
        'content-type': contentType,
        'content-length': String(size),
        'last-modified': new Date(modifiedAt).toUTCString(),
        'content-disposition': attachmentOf(name),
        // Somebody's HTML must not run as a page of ours.
        'content-security-policy': 'sandbox',
      },
      body,
    }
  },
})
