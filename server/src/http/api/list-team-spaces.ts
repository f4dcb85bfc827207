import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { idOutput, idValue, limitValue } from './api-values.ts'
import { spaceOutput, spaceView } from './space-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/team-spaces',
  access: 'admin',
  body: 'none',
  query: z.strictObject({
    limit: limitValue(500, 100),
    after: idValue.exactOptional().describe('what the page before gave as `next`'),
  }),
  summary: 'Lists the spaces of all teams, in the order in which they were made.',
  output: z.strictObject({ spaces: z.array(spaceOutput), next: idOutput.nullable() }),
  async handle({ application, actor, query }) {
    const spaces = (await application.files.listAllSpaces(actor, { ...query, kind: 'team' })).map(spaceView)
    // A full page may be the last one: then the next is empty.
    const next = spaces.length < query.limit ? null : (spaces.at(-1)?.id ?? null)
    return { status: 200, body: { json: { spaces, next } } }
  },
})
