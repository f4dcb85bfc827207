import { z } from 'zod'
import { wordsOfPermissions } from '../../platform/permissions.ts'
import {
  accessOf,
  type LinkView,
  nameOfRecipient,
  recipientKinds,
  type Share,
  type ShareDescription,
  shareStates,
} from '../../shares/index.ts'
import type { Call } from '../route.ts'
import { anyPermissionsOutput, idOutput, momentOutput, momentView } from './api-values.ts'

type Delivery = NonNullable<ShareDescription['delivery']>

const personOutput = z
  .strictObject({ username: z.string(), displayName: z.string() })
  .describe('empty for somebody who was deleted')

const deliveryOutput = z
  .strictObject({
    state: z.enum(['waiting', 'running']),
    attempts: z.int(),
    nextAttemptAt: momentOutput.nullable().describe('null while it is running'),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'ShareDelivery' })

const linkOutput = z
  .strictObject({
    url: z.url(),
    label: z.string().nullable(),
    hasPassword: z.boolean(),
    maxDownloads: z.int().nullable(),
    downloads: z.int().describe('counted while there is a limit'),
  })
  .meta({ id: 'Link' })

export const shareOutput = z
  .strictObject({
    id: idOutput,
    name: z.string(),
    nodeId: idOutput.describe('of what is shared'),
    path: z.string().nullable().describe('where it is among the files of the caller; null when it is not'),
    space: idOutput.nullable().describe('the team’s space that it is in; null for the caller’s own files'),
    owner: personOutput,
    initiator: personOutput.describe('who shared it: the owner, or who passes it on'),
    kind: z.enum(['file', 'folder']),
    recipientKind: z.enum(recipientKinds),
    shareWith: z
      .string()
      .nullable()
      .describe('an address, or the name of a user or group of this server; null for a link'),
    shareWithName: z.string().nullable().describe('what they are called, as far as that is known'),
    parentId: idOutput.nullable().describe('the share that is shared on'),
    permissions: anyPermissionsOutput,
    state: z.enum(shareStates),
    stateReason: z.string().nullable().describe('why it is refused or failed, or what delays it'),
    deliveries: deliveryOutput.nullable().describe('how far the announcement is, while it is announced'),
    note: z.string().nullable(),
    expiresAt: momentOutput.nullable(),
    createdAt: momentOutput,
    changedAt: momentOutput,
    link: linkOutput.nullable().describe('of a link, for who made it'),
  })
  .meta({ id: 'Share' })

/** One share of the caller in the form of the API. */
export async function viewShare(call: ViewCall, share: Share): Promise<z.infer<typeof shareOutput>> {
  const [view] = await viewShares(call, [share])
  if (view === undefined) throw new Error('no view of a share')
  return view
}

/** Shares of the caller in the form of the API. */
export async function viewShares(
  { application, actor }: ViewCall,
  shares: readonly Share[],
): Promise<z.infer<typeof shareOutput>[]> {
  const [links, descriptions] = await Promise.all([
    application.shares.showLinks(actor, shares),
    application.shares.describeShares(actor, shares),
  ])
  return shares.flatMap((share) => {
    const description = descriptions.get(share.id)
    return description === undefined ? [] : [shareView(share, description, links.get(share.id))]
  })
}

type ViewCall = Pick<Call<'user'>, 'application' | 'actor'>

/** Ids as strings, times as ISO 8601. */
function shareView(
  share: Share,
  { place, recipientName, owner, initiator, delivery }: ShareDescription,
  link: LinkView | undefined,
): z.infer<typeof shareOutput> {
  return {
    id: String(share.id),
    name: share.name,
    nodeId: String(share.nodeId),
    path: place === undefined ? null : `/${place.path.join('/')}`,
    space: place?.spaceId === undefined ? null : String(place.spaceId),
    owner: { ...owner },
    initiator: { ...initiator },
    kind: share.resourceKind,
    recipientKind: share.recipient.kind,
    shareWith: share.recipient.kind === 'link' ? null : nameOfRecipient(share.recipient),
    shareWithName: recipientName ?? null,
    parentId: share.parentId === undefined ? null : String(share.parentId),
    permissions: accessOf(share.permissions) === 'drop' ? ['create'] : wordsOfPermissions(share.permissions),
    state: share.state,
    stateReason: share.stateReason ?? null,
    deliveries: delivery === undefined ? null : deliveryView(delivery),
    note: share.note ?? null,
    expiresAt: momentView(share.expiresAt),
    createdAt: momentView(share.createdAt),
    changedAt: momentView(share.changedAt),
    link: link === undefined ? null : linkView(link),
  }
}

function deliveryView({
  state,
  attempts,
  nextAttemptAt,
  lastError,
}: Delivery): z.infer<typeof deliveryOutput> {
  return { state, attempts, nextAttemptAt: momentView(nextAttemptAt), lastError: lastError ?? null }
}

function linkView({
  url,
  label,
  hasPassword,
  maxDownloads,
  downloads,
}: LinkView): z.infer<typeof linkOutput> {
  return { url, label: label ?? null, hasPassword, maxDownloads: maxDownloads ?? null, downloads }
}
