import { formatOcmAddress } from '@isthmus/ocm'
import { z } from 'zod'
import { type InboxItem, receivedShareStates } from '../../mounts/index.ts'
import { wordsOfPermissions } from '../../platform/permissions.ts'
import { idOutput, momentOutput, momentView, permissionsOutput } from './api-values.ts'

const personOutput = z.strictObject({ address: z.string(), displayName: z.string().nullable() })

export const inboxItemOutput = z
  .strictObject({
    id: idOutput,
    name: z.string(),
    description: z.string().nullable(),
    kind: z.enum(['file', 'folder']),
    owner: personOutput,
    sender: personOutput,
    server: z.string(),
    verified: z.boolean().describe('whether the server has proved with its signature that it is it'),
    trustReason: z.string(),
    permissions: permissionsOutput,
    state: z.enum(receivedShareStates),
    path: z.string().nullable().describe('where it is in the user’s files, once accepted'),
    staleSince: momentOutput.nullable().describe('since when its server cannot be reached'),
    expiresAt: momentOutput.nullable(),
    createdAt: momentOutput,
    changedAt: momentOutput,
  })
  .meta({ id: 'InboxItem' })

/** A received share in the form of the API. */
export function inboxItemView({ share, place }: InboxItem): z.infer<typeof inboxItemOutput> {
  return {
    id: String(share.id),
    name: share.name,
    description: share.description ?? null,
    kind: share.resourceKind,
    owner: { address: formatOcmAddress(share.owner), displayName: share.ownerDisplayName ?? null },
    sender: { address: formatOcmAddress(share.sender), displayName: share.senderDisplayName ?? null },
    server: share.peer,
    verified: share.verified,
    trustReason: share.trustReason,
    permissions: wordsOfPermissions(share.permissions),
    state: share.state,
    path: place === undefined ? null : `/${place.path.join('/')}`,
    staleSince: momentView(place?.staleSince),
    expiresAt: momentView(share.expiresAt),
    createdAt: momentView(share.createdAt),
    changedAt: momentView(share.changedAt),
  }
}
