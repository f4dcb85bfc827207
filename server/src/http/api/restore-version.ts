import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { versionsOfCall } from './versions-of-call.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/files/:id/versions/:version/restore',
  access: 'user',
  body: 'none',
  summary: 'Gives a file back what it held before; what it holds now becomes a version.',
  errors: [
    'not-found',
    'node-not-found',
    'version-not-found',
    'conflict',
    'node-locked',
    'insufficient-storage',
  ],
  async handle(call) {
    const version = idParam(call.params['version'])
    await inWordsOfApi((await versionsOfCall(call)).restore(version))
    return { status: 204 }
  },
})
