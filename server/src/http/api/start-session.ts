import { z } from 'zod'
import { csrfToken } from '../../accounts/index.ts'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import { requireSameOrigin } from '../forgery.ts'
import { defineRoute } from '../route.ts'
import { readSessionCookie, writeSessionCookie } from '../session-cookie.ts'
import { signedInOutput } from './session-view.ts'
import { userView } from './user-view.ts'

const input = z.strictObject({ username: z.string().max(256), password: z.string().max(4096) })

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/session',
  access: 'none',
  body: 'json',
  input,
  summary: 'Signs a browser in: sets the cookie of a new session.',
  output: signedInOutput,
  status: 201,
  errors: ['unauthorized', 'forbidden', 'too-many-requests'],
  async handle({ application: { accounts }, tenant, headers, clientAddress, input: signIn }) {
    // Nobody is to be signed in as somebody else without noticing.
    requireSameOrigin(headers, tenant)
    const instanceId = await accounts.instanceId()
    const userAgent = headers['user-agent']
    const replaces = readSessionCookie(headers['cookie'], instanceId)
    const started = await accounts.startSession(tenant.id, {
      ...signIn,
      address: clientAddress,
      ...(userAgent !== undefined && { userAgent }),
      ...(replaces !== undefined && { replaces }),
    })
    if (!started.ok) {
      throw started.reason === 'wrong'
        ? fault('unauthorized', { because: because('wrong-sign-in') })
        : fault('forbidden', { because: because('account-disabled') })
    }
    return {
      status: 201,
      headers: {
        'set-cookie': writeSessionCookie(started.secret, instanceId, tenant),
      },
      body: { json: { user: userView(started.user), csrfToken: csrfToken(started.secret) } },
    }
  },
})
