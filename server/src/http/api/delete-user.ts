import { z } from 'zod'
import { defineRoute } from '../route.ts'
import { inWordsOfApi } from './resource-refusal.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['DELETE'],
  path: '/api/v1/users/:name',
  access: 'admin',
  body: 'none',
  query: z.strictObject({
    handOverTo: z.string().max(1024).exactOptional().describe('name of the user who gets the files'),
  }),
  summary: 'Deletes a user for good; `handOverTo` names the user who gets the files.',
  errors: ['user-not-found', 'conflict'],
  async handle({ application, actor, params, query }) {
    // The files may refuse to be handed over.
    await inWordsOfApi(application.accounts.deleteUser(actor, params['name'] ?? '', query))
    return { status: 204 }
  },
})
