import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
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
      throw fault('not-found', { because: because('no-session') })
    }
    await accounts.endSession(actor, actor.signedInBy.id)
    return {
      status: 204,
      headers: { 'set-cookie': clearSessionCookie(await accounts.instanceId(), tenant) },
    }
  },
})
