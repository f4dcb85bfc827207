import { fault } from '../../platform/errors.ts'
import { defineRoute } from '../route.ts'
import { clearSessionCookie } from '../session-cookie.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/session',
  access: 'user',
  body: 'none',
  summary: 'Signs this browser out.',
  errors: ['not-found'],
  async handle({ application: { accounts }, tenant, actor }) {
    if (actor.signedInBy?.kind !== 'session') {
      throw fault('not-found', { detail: 'This request was not made in a session.' })
    }
    await accounts.endSession(actor, actor.signedInBy.id)
    return {
      status: 204,
      headers: { 'set-cookie': clearSessionCookie(await accounts.instanceId(), tenant) },
    }
  },
})
