import { defineRoute } from '../../route.ts'
import { askToSignIn } from './enter.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/login',
  access: 'none',
  body: 'none',
  summary: 'The page on which people sign in; ?next= is where they go on.',
  handle: (call) => askToSignIn(call, { action: '/login', home: '/' }),
})
