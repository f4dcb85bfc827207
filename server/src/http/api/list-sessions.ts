import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { sessionOutput, sessionView } from './session-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/sessions',
  access: 'user',
  body: 'none',
  summary: 'Lists the browsers in which the user is signed in.',
  output: z.strictObject({ sessions: z.array(sessionOutput) }),
  async handle({ application, actor }) {
    const sessions = await application.accounts.listSessions(actor)
    const views = sessions.map((session) => sessionView(session, actor))
    return { status: 200, body: { json: { sessions: views } } }
  },
})
