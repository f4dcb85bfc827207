import { z } from 'zod'
import type { Group } from '../../accounts/index.ts'
import { momentOutput, momentView } from './api-values.ts'

export const groupOutput = z
  .strictObject({ name: z.string(), displayName: z.string(), createdAt: momentOutput })
  .meta({ id: 'Group' })

/** A group in the form of the API. */
export function groupView({ name, displayName, createdAt }: Group): z.infer<typeof groupOutput> {
  return { name, displayName, createdAt: momentView(createdAt) }
}
