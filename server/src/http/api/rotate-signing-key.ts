import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { signingKeyOutput, signingKeyView } from './signing-key-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['POST'],
  path: '/api/v1/signing-keys',
  access: 'admin',
  body: 'json',
  input: z.strictObject({
    immediately: z
      .boolean()
      .default(false)
      .describe('the old keys are in wrong hands: nothing that they signed counts any more'),
  }),
  summary: 'Makes a new key to sign with; it signs when the servers that keep our keys have it.',
  output: signingKeyOutput,
  status: 201,
  errors: ['conflict'],
  async handle({ application, actor, input }) {
    const key = await application.federation.rotateSigningKey(actor, input)
    return { status: 201, body: { json: signingKeyView(key) } }
  },
})
