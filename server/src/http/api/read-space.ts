import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { spaceOutput, spaceView } from './space-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/spaces/:id',
  access: 'user',
  body: 'none',
  summary: 'Shows a space.',
  output: spaceOutput,
  errors: ['not-found', 'space-not-found'],
  async handle({ application, actor, params }) {
    const space = await application.files.readSpace(actor, idParam(params['id']))
    return { status: 200, body: { json: spaceView(space) } }
  },
})
