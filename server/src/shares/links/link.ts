import type { Permissions } from '../../platform/permissions.ts'
import type { LinkRecipient, Share } from '../share.ts'

/** A share that is opened by whoever has its link. */
export type LinkShare = Share<LinkRecipient>

/** What only such a share has. */
export interface Link {
  readonly shareId: number
  /** What its owner calls it, where there are several. */
  readonly label?: string
  /** argon2id. */
  readonly passwordHash?: string
  /** Grows with every change of the password. */
  readonly passwordVersion: number
  readonly maxDownloads?: number
  /** Counted while there is a limit. */
  readonly downloads: number
}

/** A link as its owner sees it. */
export interface LinkView {
  readonly url: string
  readonly label?: string
  readonly hasPassword: boolean
  readonly maxDownloads?: number
  readonly downloads: number
}

/**
 * What a link lets people do.
 *
 * - `view`: look and download
 * - `edit`: change, add and remove as well
 * - `drop`: add files, and see nothing
 */
export type LinkAccess = 'view' | 'edit' | 'drop'

/** The permission bits behind each. */
export const permissionsOfAccess = {
  view: 1 as Permissions,
  edit: 15 as Permissions,
  drop: 4 as Permissions,
} as const satisfies Record<LinkAccess, Permissions>

/** @returns `undefined` for permissions that no link has */
export function accessOf(permissions: Permissions): LinkAccess | undefined {
  return (['view', 'edit', 'drop'] as const).find((access) => permissionsOfAccess[access] === permissions)
}

/** Binds the sealed token to its row. */
export function tokenContext(shareId: number): string {
  return `shares:${shareId}:link`
}

export function isLink(share: Share): share is LinkShare {
  return share.recipient.kind === 'link'
}

/** Whether the downloads that the link was made for are used up. */
export function isUsedUp({ maxDownloads, downloads }: Link): boolean {
  return maxDownloads !== undefined && downloads >= maxDownloads
}
