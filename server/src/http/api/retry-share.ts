import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { inWordsOfApi } from './resource-refusal.ts'
import { shareOutput, viewShare } from './share-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/shares/:id/retry',
  access: 'user',
  body: 'none',
  summary:
    'Tries again, now, to tell another server of a share that is delayed, was refused or could not be delivered. One that is over already is shared anew: then the answer has another id.',
  output: shareOutput,
  errors: [
    'not-found',
    'share-not-found',
    'share-over',
    'conflict',
    'node-not-found',
    'peer-blocked',
    'share-exists',
  ],
  async handle(call) {
    const { application, actor, params } = call
    const share = await inWordsOfApi(application.shares.retryShare(actor, idParam(params['id'])))
    return { status: 200, body: { json: await viewShare(call, share) } }
  },
})
