import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { versionsOfCall } from './versions-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/files/:id/versions/:version',
  access: 'user',
  body: 'none',
  summary: 'Deletes something that a file held before, for good.',
  errors: ['not-found', 'node-not-found', 'version-not-found', 'conflict', 'node-locked'],
  async handle(call) {
    const version = idParam(call.params['version'])
    await inWordsOfApi((await versionsOfCall(call)).remove(version))
    return { status: 204 }
  },
})
