import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { fileOfCall } from './file-of-call.ts'
import { inWordsOfApi } from './resource-refusal.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/files/:id/versions/:version',
  access: 'user',
  body: 'none',
  summary: 'Deletes something that a file held before, for good.',
  errors: ['not-found', 'node-not-found', 'version-not-found', 'conflict', 'node-locked'],
  async handle(call) {
    const { application, actor, params } = call
    const version = idParam(params['version'])
    await inWordsOfApi(application.files.deleteVersion(actor, await fileOfCall(call), version))
    return { status: 204 }
  },
})
