import { z } from 'zod'
import type { SpaceView } from '../../files/index.ts'
import { idOutput, momentOutput, momentView } from './api-values.ts'

export const spaceRoleValue = z.enum(['viewer', 'editor', 'manager'])

export const spaceOutput = z
  .strictObject({
    id: idOutput,
    kind: z.enum(['personal', 'team']),
    name: z.string().describe('empty for the user’s own files'),
    role: spaceRoleValue.nullable().describe('null for an administrator who does not belong to it'),
    quota: z.int().nullable().describe('bytes; null without a limit'),
    used: z.int().describe('bytes, those in the trash and of versions included'),
    versionsUsed: z.int(),
    createdAt: momentOutput,
  })
  .meta({ id: 'Space' })

/** A space in the form of the API. */
export function spaceView(space: SpaceView): z.infer<typeof spaceOutput> {
  const { id, kind, name, role, quota, used, versionsUsed, createdAt } = space
  return {
    id: String(id),
    kind,
    name,
    role: role ?? null,
    quota: quota ?? null,
    used,
    versionsUsed,
    createdAt: momentView(createdAt),
  }
}
