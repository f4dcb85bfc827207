import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { shareOutput, viewShare } from './share-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/shares/:id',
  access: 'user',
  body: 'none',
  summary: 'Shows one share with its state.',
  output: shareOutput,
  errors: ['not-found', 'share-not-found'],
  async handle(call) {
    const share = await call.application.shares.readShare(call.actor, idParam(call.params['id']))
    return { status: 200, body: { json: await viewShare(call, share) } }
  },
})
