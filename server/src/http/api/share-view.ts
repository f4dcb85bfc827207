import { z } from 'zod'
import { wordsOfPermissions } from '../../platform/permissions.ts'
import {
  accessOf,
  type LinkView,
  nameOfRecipient,
  recipientKinds,
  type Share,
  shareStates,
} from '../../shares/index.ts'
import type { Call } from '../route.ts'
import { anyPermissionsOutput, idOutput, momentOutput, momentView } from './api-values.ts'

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
    kind: z.enum(['file', 'folder']),
    recipientKind: z.enum(recipientKinds),
    shareWith: z
      .string()
      .nullable()
      .describe('an address, or the name of a user or group of this server; null for a link'),
    parentId: idOutput.nullable().describe('the share that is shared on'),
    permissions: anyPermissionsOutput,
    state: z.enum(shareStates),
    stateReason: z.string().nullable().describe('why it is refused or failed, or what delays it'),
    note: z.string().nullable(),
    expiresAt: momentOutput.nullable(),
    createdAt: momentOutput,
    changedAt: momentOutput,
    link: linkOutput.nullable().describe('of a link, for who made it'),
  })
  .meta({ id: 'Share' })

/** One share of the caller in the form of the API. */
export async function viewShare(
  call: Pick<Call<'user'>, 'application' | 'actor'>,
  share: Share,
): Promise<z.infer<typeof shareOutput>> {
  const [view] = await viewShares(call, [share])
  return view ?? shareView(share, undefined)
}

/** Shares of the caller in the form of the API. */
export async function viewShares(
  { application, actor }: Pick<Call<'user'>, 'application' | 'actor'>,
  shares: readonly Share[],
): Promise<z.infer<typeof shareOutput>[]> {
  const links = await application.shares.showLinks(actor, shares)
  return shares.map((share) => shareView(share, links.get(share.id)))
}

/** Ids as strings, times as ISO 8601. */
function shareView(share: Share, link: LinkView | undefined): z.infer<typeof shareOutput> {
  return {
    id: String(share.id),
    name: share.name,
    kind: share.resourceKind,
    recipientKind: share.recipient.kind,
    shareWith: share.recipient.kind === 'link' ? null : nameOfRecipient(share.recipient),
    parentId: share.parentId === undefined ? null : String(share.parentId),
    permissions: accessOf(share.permissions) === 'drop' ? ['create'] : wordsOfPermissions(share.permissions),
    state: share.state,
    stateReason: share.stateReason ?? null,
    note: share.note ?? null,
    expiresAt: momentView(share.expiresAt),
    createdAt: momentView(share.createdAt),
    changedAt: momentView(share.changedAt),
    link: link === undefined ? null : linkView(link),
  }
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
