import type { FileEntry, InboxItem } from '../api/contract.ts'
import { useApi } from '../api/use-api.ts'

/** Why something cannot be shared by the person who looks at it, or what there is to know when it can. */
export type Hindrance =
  /** It is on another cloud: its owner alone can share it. */
  | { readonly kind: 'elsewhere'; readonly owner: string; readonly server: string }
  /** It was shared with this person for themselves. */
  | { readonly kind: 'forYourself'; readonly owner: string }
  /** An administrator has taken the right away to share on. */
  | { readonly kind: 'mayNotPassOn' }
  /** The role in the team does not allow it. */
  | { readonly kind: 'role' }
  /** All the files at once. */
  | { readonly kind: 'everything' }

/** What a person received and may pass on comes from somebody. */
export interface Shareability {
  readonly isKnown: boolean
  readonly hindrance?: Hindrance
  /** Who shares it with this person; absent for what is theirs. */
  readonly source?: InboxItem
}

export function useHindrance({ path, received, rights }: FileEntry): Shareability {
  const { data: me } = useApi('GET /me')
  const { data: inbox } = useApi('GET /inbox', { query: { limit: 1000 } })
  if (path === '/') return { isKnown: true, hindrance: { kind: 'everything' } }
  if (received === null) {
    return rights.includes('share') ? { isKnown: true } : { isKnown: true, hindrance: { kind: 'role' } }
  }
  if (me === undefined || inbox === undefined) return { isKnown: false }
  const source = inbox.items.find((item) => item.state === 'accepted' && isWithin(path, item.path))
  const hindrance = hindranceOf(source, rights, me.rights['reshare'] !== false)
  return { isKnown: true, ...(source && { source }), ...(hindrance && { hindrance }) }
}

function hindranceOf(
  source: InboxItem | undefined,
  rights: FileEntry['rights'],
  mayPassOn: boolean,
): Hindrance | undefined {
  if (source?.source === 'federated') {
    return { kind: 'elsewhere', owner: source.owner.address, server: source.server }
  }
  if (!rights.includes('share')) return { kind: 'forYourself', owner: nameOf(source) }
  return mayPassOn ? undefined : { kind: 'mayNotPassOn' }
}

function nameOf(source: InboxItem | undefined): string {
  return source?.owner.displayName ?? source?.owner.address ?? ''
}

function isWithin(path: string, place: string | null): boolean {
  return place !== null && (path === place || path.startsWith(`${place}/`))
}
