import { defineRoute } from '../route.ts'
import { sealingKeysOutput } from './sealing-key-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/sealing-keys',
  access: 'admin',
  body: 'none',
  summary: 'Lists the keys that seal secrets in the database, oldest first, without the keys themselves.',
  output: sealingKeysOutput,
  async handle({ application }) {
    return { status: 200, body: { json: { keys: application.sealingKeys.keys() } } }
  },
})
