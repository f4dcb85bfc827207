import { z } from 'zod'
import type { SettingView } from '../../accounts/index.ts'

const settingOutput = z
  .strictObject({
    key: z.string(),
    description: z.string(),
    expects: z.string().describe('completes the sentence "expected …"'),
    value: z.union([z.string(), z.number(), z.boolean(), z.null()]).describe('what counts'),
    secret: z.boolean().describe('whether it can be chosen and is never shown: its value is null'),
    chosen: z.boolean().describe('whether it was chosen here'),
    lockedBy: z
      .string()
      .nullable()
      .describe('the line of the file, the variable or the flag that decides for all clouds of the server'),
  })
  .meta({ id: 'Setting' })

export const settingsOutput = z.strictObject({ settings: z.array(settingOutput) })

export function settingsView(views: readonly SettingView[]): z.output<typeof settingsOutput> {
  return {
    settings: views.map(({ value, lockedBy, ...rest }) => ({
      ...rest,
      value: (value ?? null) as string | number | boolean | null,
      lockedBy: lockedBy ?? null,
    })),
  }
}
