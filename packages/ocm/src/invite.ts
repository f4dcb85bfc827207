import { type PeerHost, parsePeerHost } from './addresses.ts'

/** What a person gives to another one, so that both come to know each other (OCM 1.4, Invite Flow). */
export interface Invite {
  /** Printable ASCII without blanks; a secret until it is accepted. */
  token: string
  /** The server of the person who invites. */
  provider: PeerHost
}

/** The outcome of `parseInvite`. */
export type ParsedInvite = { ok: true; invite: Invite } | { ok: false }

/** The text of an invite: base64url, without padding, of `token@provider` (OCM 1.4, Invite String). */
export function formatInvite({ token, provider }: Invite): string {
  return Buffer.from(`${token}@${provider}`).toString('base64url')
}

const longest = 4096

/**
 * Reads an invite as people paste it: the text of {@link formatInvite}, the same in base64 or with padding, as OCM before
 * 1.4 had it; `token@provider`, as Nextcloud shows it; or the link of a directory of reva and oCIS, which has both as
 * parameters. A link with the token alone is for a browser: it leads to a page where the other server is chosen.
 *
 * @param text - at most 4096 characters
 */
export function parseInvite(text: string): ParsedInvite {
  const written = text.trim()
  if (written.length > longest) return { ok: false }
  const link = /^https?:\/\//i.test(written) ? URL.parse(written) : null
  if (link) return invite(link.searchParams.get('token'), link.searchParams.get('providerDomain'))
  const plain = written.includes('@') ? written : decoded(written)
  // OCM 1.4, Invite String: the last `@` separates.
  const separator = plain.lastIndexOf('@')
  return separator < 0 ? { ok: false } : invite(plain.slice(0, separator), plain.slice(separator + 1))
}

function invite(token: string | null, host: string | null): ParsedInvite {
  const provider = parsePeerHost(host ?? '')
  if (!token || !/^[\x21-\x7e]{1,1024}$/.test(token) || !provider.ok) return { ok: false }
  return { ok: true, invite: { token, provider: provider.host } }
}

/** Node reads both alphabets, and passes over what is in neither. */
function decoded(text: string): string {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString() : ''
}
