import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { spaceOutput, spaceView } from './space-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/spaces',
  access: 'user',
  body: 'none',
  summary: 'Lists the spaces that the user works in: their own files, then those of teams.',
  output: z.strictObject({ spaces: z.array(spaceOutput) }),
  async handle({ application, actor }) {
    const spaces = await application.files.listSpaces(actor)
    return { status: 200, body: { json: { spaces: spaces.map(spaceView) } } }
  },
})
