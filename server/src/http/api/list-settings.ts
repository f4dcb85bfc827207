import { defineRoute } from '../route.ts'
import { settingsOutput, settingsView } from './setting-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['GET'],
  path: '/api/v1/settings',
  access: 'admin',
  body: 'none',
  summary: 'Lists the settings that this cloud can choose while the server runs.',
  output: settingsOutput,
  async handle({ application, actor }) {
    return { status: 200, body: { json: settingsView(await application.settings.list(actor)) } }
  },
})
