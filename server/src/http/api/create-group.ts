import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { groupOutput, groupView } from './group-view.ts'

const input = z.strictObject({
  name: z.string().max(256),
  displayName: z.string().max(1024).exactOptional(),
})

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/groups',
  access: 'admin',
  body: 'json',
  input,
  summary: 'Adds a group.',
  output: groupOutput,
  status: 201,
  errors: ['conflict'],
  async handle({ application, actor, input: order }) {
    const group = await application.accounts.createGroup(actor, order)
    return {
      status: 201,
      headers: { location: `/api/v1/groups/${encodeURIComponent(group.name)}` },
      body: { json: groupView(group) },
    }
  },
})
