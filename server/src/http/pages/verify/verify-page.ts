import { defineRoute } from '../../route.ts'
import { speechFor } from '../words.ts'
import { verifyPage } from './render-verify.ts'

export const route = defineRoute({
  surface: 'page',
  methods: ['GET'],
  path: '/verify-email/:token',
  access: 'none',
  body: 'none',
  summary: 'The page of the link by which somebody shows that an e-mail address is theirs.',
  async handle({ params: { token = '' }, headers }) {
    return verifyPage(speechFor(headers['accept-language']), token)
  },
})
