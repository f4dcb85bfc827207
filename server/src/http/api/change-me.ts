import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { meOutput, meView } from './me-view.ts'

const input = z.strictObject({
  displayName: z.string().max(1024).exactOptional(),
  language: z.string().max(256).nullable().exactOptional(),
  timeZone: z.string().max(256).nullable().exactOptional(),
})

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/me',
  access: 'user',
  body: 'json',
  input,
  summary: 'Changes the own name, language (BCP 47) and time zone (IANA); null takes a choice back.',
  output: meOutput,
  async handle({ application, actor, input: change }) {
    const user = await application.accounts.changeUser(actor, actor.username, change)
    return { status: 200, body: { json: await meView(application, user) } }
  },
})
