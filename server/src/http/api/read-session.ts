import { csrfToken } from '../../accounts/index.ts'
import { defineRoute } from '../route.ts'
import { readSessionCookie } from '../session-cookie.ts'
import { signedInOutput } from './session-view.ts'
import { userView } from './user-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/session',
  access: 'user',
  body: 'none',
  summary: 'Tells who is signed in, and with a cookie the token that its changing requests need.',
  output: signedInOutput,
  async handle({ application: { accounts }, actor, headers }) {
    const user = await accounts.readUser(actor, actor.username)
    const secret = readSessionCookie(headers['cookie'], await accounts.instanceId())
    const bySession = actor.signedInBy?.kind === 'session' && secret !== undefined
    return {
      status: 200,
      body: { json: { user: userView(user), csrfToken: bySession ? csrfToken(secret) : null } },
    }
  },
})
