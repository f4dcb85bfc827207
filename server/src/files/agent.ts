import type { Actor } from '../platform/actor.ts'

/** Who did something, as rows keep it: an actor without what only matters while it acts. */
export interface Agent {
  readonly kind: Actor['kind']
  /** Id of a user or a share, host of a peer; the empty string for the operator and the program itself. */
  readonly id: string
}

export function agentOf(actor: Actor): Agent {
  switch (actor.kind) {
    case 'user':
      return { kind: 'user', id: actor.userId }
    case 'share':
      return { kind: 'share', id: String(actor.shareId) }
    case 'peer':
      return { kind: 'peer', id: actor.host }
    case 'operator':
    case 'system':
      return { kind: actor.kind, id: '' }
  }
}
