import { z } from 'zod'
import { tenantSettingKeys } from '../../platform/config/index.ts'
import { defineRoute } from '../route.ts'
import { settingsOutput, settingsView } from './setting-view.ts'

export const route = defineRoute({
  surface: 'api',
  methods: ['PATCH'],
  path: '/api/v1/settings',
  access: 'admin',
  body: 'json',
  input: z.partialRecord(
    z.enum(tenantSettingKeys),
    z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]),
  ),
  summary: 'Chooses values for settings, all of them or none; null goes back to what the server has.',
  output: settingsOutput,
  errors: ['setting-locked'],
  async handle({ application, actor, input }) {
    return { status: 200, body: { json: settingsView(await application.settings.change(actor, input)) } }
  },
})
