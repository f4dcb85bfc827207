import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { signingKeyOutput, signingKeyView } from './signing-key-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/signing-keys',
  access: 'admin',
  body: 'none',
  summary: 'Lists the keys with which this cloud signs what it sends to others, newest first.',
  output: z.strictObject({ keys: z.array(signingKeyOutput) }),
  async handle({ application, actor }) {
    const keys = await application.federation.describeSigningKeys(actor)
    return { status: 200, body: { json: { keys: keys.map(signingKeyView) } } }
  },
})
