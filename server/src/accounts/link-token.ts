import { createHash } from 'node:crypto'

/** What is stored of the token in a link. It is random and long: no slow hash is needed. */
export function hashLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
