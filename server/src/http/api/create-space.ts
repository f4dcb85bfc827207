import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { spaceOutput, spaceView } from './space-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/spaces',
  access: 'user',
  body: 'json',
  input: z.strictObject({ name: z.string().max(256) }),
  summary: 'Makes a space for a team; whoever makes it is its first manager.',
  output: spaceOutput,
  status: 201,
  async handle({ application, actor, input }) {
    const space = spaceView(await application.files.createSpace(actor, input))
    return { status: 201, headers: { location: `/api/v1/spaces/${space.id}` }, body: { json: space } }
  },
})
