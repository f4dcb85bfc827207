import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idParam } from './api-values.ts'
import { spaceOutput, spaceView } from './space-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/spaces/:id',
  access: 'user',
  body: 'json',
  input: z.strictObject({ name: z.string().max(256) }),
  summary: 'Gives the space of a team another name, for its managers.',
  output: spaceOutput,
  errors: ['not-found', 'space-not-found'],
  async handle({ application: { files }, actor, params, input }) {
    const id = idParam(params['id'])
    await files.renameSpace(actor, id, input.name)
    return { status: 200, body: { json: spaceView(await files.readSpace(actor, id)) } }
  },
})
