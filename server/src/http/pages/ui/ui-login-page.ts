import { defineRoute } from '../../route.ts'
import { askToSignIn } from '../sign-in/enter.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/ui/login',
  access: 'none',
  body: 'none',
  summary: 'The page on which people sign in to the light pages.',
  handle: (call) => askToSignIn(call, { action: '/ui/login', home: '/ui/inbox' }),
})
