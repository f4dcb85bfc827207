import { createHash, createHmac } from 'node:crypto'

/** A browser that is signed in, as its user sees it. */
export interface Session {
  readonly id: string
  /** What the browser called itself when it signed in. */
  readonly userAgent: string
  /** IP address of the client that signed in. */
  readonly address: string
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Epoch milliseconds; behind by up to a minute. */
  readonly seenAt: number
  /** Epoch milliseconds; moves on while the session is used. */
  readonly expiresAt: number
}

const day = 24 * 60 * 60_000
const longestUserAgent = 300

/** A session ends when it was not used for 14 days, in milliseconds. */
const idleTime = 14 * day
/** A session ends after 90 days however much it is used, in milliseconds. */
export const sessionLifetime = 90 * day

/** When a session ends that was made then and is used now, in epoch milliseconds. */
export function sessionEnd(createdAt: number, now: number): number {
  return Math.min(now + idleTime, createdAt + sessionLifetime)
}

/** @returns what is kept of a `User-Agent` header: it is shown, so it is one short line */
export function readUserAgent(header: string | undefined): string {
  return (header ?? '')
    .slice(0, longestUserAgent)
    .replaceAll(/\p{C}+/gu, ' ')
    .trim()
}

/** Whether a text can be the secret of a session. */
export function isSessionSecret(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}

/** What is stored of the secret. It is random and long: no slow hash is needed. */
export function hashSessionSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/**
 * What a page of ours knows and a page of somebody else does not, although the browser sends the cookie for both. It
 * follows from the secret, so that nothing more is stored, and tells nothing of it.
 */
export function csrfToken(secret: string): string {
  return createHmac('sha256', secret).update('isthmus csrf v1').digest('base64url')
}
