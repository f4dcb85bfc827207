import { formatOcmAddress } from '@isthmus/ocm'
import { z } from 'zod'
import { type InboxItem, receivedShareStates } from '../../mounts/index.ts'
import { wordsOfPermissions } from '../../platform/permissions.ts'
import { idOutput, momentOutput, momentView, permissionsOutput } from './api-values.ts'

const personOutput = z.strictObject({ address: z.string(), displayName: z.string().nullable() })

const trustOutput = z
  .strictObject({
    level: z
      .enum(['signed', 'unsigned', 'local'])
      .describe('whether the server has proved with its signature that it is it; local: it is this one'),
    known: z.boolean().describe('somebody here has dealt with the server, or an administrator allows it'),
    why: z.string().describe('`local`, or for what reason the policy has let it in'),
  })
  .meta({ id: 'InboxTrust' })

export const inboxItemOutput = z
  .strictObject({
    id: idOutput,
    source: z.enum(['federated', 'local']).describe('from another server, or from somebody on this one'),
    name: z.string(),
    description: z.string().nullable(),
    kind: z.enum(['file', 'folder']),
    owner: personOutput,
    sender: personOutput,
    server: z.string(),
    trust: trustOutput,
    permissions: permissionsOutput,
    state: z.enum(receivedShareStates),
    path: z.string().nullable().describe('where it is in the user’s files, once accepted'),
    staleSince: momentOutput.nullable().describe('since when its server cannot be reached'),
    expiresAt: momentOutput.nullable(),
    createdAt: momentOutput,
    changedAt: momentOutput,
  })
  .meta({ id: 'InboxItem' })

/** An item of the inbox in the form of the API. */
export function inboxItemView(item: InboxItem): z.infer<typeof inboxItemOutput> {
  const { source, share, place } = item
  return {
    source,
    name: share.name,
    kind: share.resourceKind,
    permissions: wordsOfPermissions(share.permissions),
    path: place === undefined ? null : `/${place.path.join('/')}`,
    staleSince: momentView(place?.staleSince),
    expiresAt: momentView(share.expiresAt),
    ...(item.source === 'local' ? localFacts(item) : federatedFacts(item)),
  }
}

function federatedFacts({ share, known }: Extract<InboxItem, { source: 'federated' }>) {
  return {
    id: String(share.id),
    description: share.description ?? null,
    owner: { address: formatOcmAddress(share.owner), displayName: share.ownerDisplayName ?? null },
    sender: { address: formatOcmAddress(share.sender), displayName: share.senderDisplayName ?? null },
    server: share.peer,
    trust: {
      level: share.verified ? ('signed' as const) : ('unsigned' as const),
      known,
      why: share.trustReason,
    },
    state: share.state,
    createdAt: momentView(share.createdAt),
    changedAt: momentView(share.changedAt),
  }
}

function localFacts({ offer, share, host, owner, sender }: Extract<InboxItem, { source: 'local' }>) {
  return {
    id: String(offer.id),
    description: share.note ?? null,
    owner: { address: owner.address, displayName: owner.displayName ?? null },
    sender: { address: sender.address, displayName: sender.displayName ?? null },
    server: host,
    trust: { level: 'local' as const, known: true, why: 'local' },
    state: offer.state,
    createdAt: momentView(offer.createdAt),
    changedAt: momentView(offer.changedAt),
  }
}
