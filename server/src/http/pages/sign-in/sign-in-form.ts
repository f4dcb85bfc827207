import { readForm } from '../../forms/read-form.ts'
import { defineRoute } from '../../route.ts'
import { requireOwnPage } from '../require-own-page.ts'
import { signIn } from './enter.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['POST'],
  path: '/login',
  access: 'none',
  body: 'stream',
  summary: 'Signs a browser in with the form of the page.',
  async handle(call) {
    // Nobody is to be signed in as somebody else without noticing.
    requireOwnPage(call.headers, call.tenant)
    return signIn(
      call,
      { action: '/login', home: '/' },
      await readForm(call.stream, call.headers['content-type']),
    )
  },
})
