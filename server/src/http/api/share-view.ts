import { z } from 'zod'
import { wordsOfPermissions } from '../../platform/permissions.ts'
import { nameOfRecipient, recipientKinds, type Share, shareStates } from '../../shares/index.ts'
import { idOutput, momentOutput, momentView, permissionsOutput } from './api-values.ts'

export const shareOutput = z
  .strictObject({
    id: idOutput,
    name: z.string(),
    kind: z.enum(['file', 'folder']),
    recipientKind: z.enum(recipientKinds),
    shareWith: z
      .string()
      .nullable()
      .describe('an address, or the name of a user or group of this server; null for a link'),
    parentId: idOutput.nullable().describe('the share that is shared on'),
    permissions: permissionsOutput,
    state: z.enum(shareStates),
    stateReason: z.string().nullable().describe('why it is refused or failed, or what delays it'),
    note: z.string().nullable(),
    expiresAt: momentOutput.nullable(),
    createdAt: momentOutput,
    changedAt: momentOutput,
  })
  .meta({ id: 'Share' })

/** A share in the form of the API: ids as strings, times as ISO 8601. */
export function shareView(share: Share): z.infer<typeof shareOutput> {
  return {
    id: String(share.id),
    name: share.name,
    kind: share.resourceKind,
    recipientKind: share.recipient.kind,
    shareWith: share.recipient.kind === 'link' ? null : nameOfRecipient(share.recipient),
    parentId: share.parentId === undefined ? null : String(share.parentId),
    permissions: wordsOfPermissions(share.permissions),
    state: share.state,
    stateReason: share.stateReason ?? null,
    note: share.note ?? null,
    expiresAt: momentView(share.expiresAt),
    createdAt: momentView(share.createdAt),
    changedAt: momentView(share.changedAt),
  }
}
