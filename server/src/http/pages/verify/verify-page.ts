import { defineRoute } from '../../route.ts'
import { speechOf } from '../speech-of.ts'
import { verifyPage } from './render-verify.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/verify-email/:token',
  access: 'none',
  body: 'none',
  summary: 'The page of the link by which somebody shows that an e-mail address is theirs.',
  async handle(call) {
    return verifyPage(await speechOf(call), call.params['token'] ?? '')
  },
})
