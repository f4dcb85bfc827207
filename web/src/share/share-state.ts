/** What became of a share, in the few ways that people tell apart. */
import type { Share } from '../api/contract.ts'

export type ShareState = 'underWay' | 'delayed' | 'waiting' | 'accepted' | 'declined' | 'failed' | 'ended'

export function stateOf({ state, stateReason }: Pick<Share, 'state' | 'stateReason'>): ShareState {
  switch (state) {
    case 'announcing':
      return stateReason === null ? 'underWay' : 'delayed'
    case 'announced':
      return 'waiting'
    case 'accepted':
    case 'declined':
      return state
    case 'refused':
    case 'failed':
      return 'failed'
    case 'revoked':
    case 'expired':
      return 'ended'
  }
}

/** Whether it opens what is shared, and can be changed. */
export function isStanding(share: Pick<Share, 'state' | 'stateReason'>): boolean {
  return ['underWay', 'delayed', 'waiting', 'accepted'].includes(stateOf(share))
}

/**
 * What one has to know about the shares of a thing: those that stand, and those that came to nothing, for as long as
 * nothing newer goes to the same person.
 */
export function worthShowing<S extends Share>(shares: readonly S[]): S[] {
  return shares.filter((share, at) => {
    if (isStanding(share)) return true
    if (stateOf(share) === 'ended' || share.recipientKind === 'link') return false
    const isSame = (other: S) => other.nodeId === share.nodeId && other.shareWith === share.shareWith
    return !shares.some((other, index) => isSame(other) && (isStanding(other) || index < at))
  })
}
