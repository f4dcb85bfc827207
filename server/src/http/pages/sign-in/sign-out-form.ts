import { readForm } from '../../forms/read-form.ts'
import { defineRoute } from '../../route.ts'
import { clearSessionCookie } from '../../session-cookie.ts'
import { requireOwnPage } from '../require-own-page.ts'
import { seeOther } from '../see-other.ts'
import { findVisitor, requireOwnForm } from '../visitor.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/logout',
  access: 'none',
  body: 'stream',
  summary: 'Signs this browser out.',
  async handle(call) {
    const { accounts } = call.application
    // A browser sends no cookie along from another site, and would forget it all the same.
    requireOwnPage(call.headers, call.tenant)
    const form = await readForm(call.stream, call.headers['content-type'])
    const visitor = await findVisitor(call)
    if (visitor !== undefined) {
      requireOwnForm(call, visitor, form)
      await accounts.endSession(visitor.actor, visitor.session)
    }
    return seeOther('/login?why=signed-out', {
      'set-cookie': clearSessionCookie(await accounts.instanceId(), call.tenant),
    })
  },
})
