import { createHash } from 'node:crypto'
import type { Secret } from '../../platform/ids.ts'

/** A link by which whoever opens it becomes the first administrator of a cloud. */
export interface SetupLink {
  readonly token: Secret
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/** A link lasts so long, in milliseconds: it stands in the output of a program. */
export const setupLinkLifetime = 7 * 24 * 60 * 60_000

/** So many links to a cloud open at the same time: every start of a server makes one. */
export const mostSetupLinks = 10

/** What is stored of a token. It is random and long: no slow hash is needed. */
export function hashSetupToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
