import { readForm } from '../../forms/read-form.ts'
import { defineRoute } from '../../route.ts'
import { requireOwnPage } from '../require-own-page.ts'
import { signIn } from '../sign-in/enter.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/ui/login',
  access: 'none',
  body: 'stream',
  summary: 'Signs a browser in to the light pages.',
  async handle(call) {
    requireOwnPage(call.headers, call.tenant)
    const form = await readForm(call.stream, call.headers['content-type'])
    return signIn(call, { action: '/ui/login', home: '/ui/inbox' }, form)
  },
})
