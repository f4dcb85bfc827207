import { defineRoute } from '../route.ts'
import { answerTus } from './answer-tus.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/uploads/:id',
  access: 'user',
  body: 'none',
  summary:
    'Ends an upload, and removes what came of it (tus 1.0.0, Termination). A file that it has become stays.',
  errors: ['upload-not-found', 'tus-version-unsupported'],
  handle: (call) =>
    answerTus(call, async () => {
      await call.application.files.endUpload(call.actor, call.params['id'] ?? '')
      return { status: 204 }
    }),
})
