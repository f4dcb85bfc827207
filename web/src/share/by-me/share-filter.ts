/** Which of all shares of a person are shown. */
import type { Share } from '../../api/contract.ts'
import { isStanding, stateOf, worthShowing } from '../share-state.ts'

export const filters = ['current', 'waiting', 'accepted', 'trouble', 'links', 'over'] as const

export type ShareFilter = (typeof filters)[number]

/** @param text - a part of the name of the thing, or of whoever has it */
export function matches(shares: readonly Share[], filter: ShareFilter, text: string): Share[] {
  const wanted = text.trim().toLocaleLowerCase()
  return (filter === 'current' ? worthShowing(shares) : shares.filter((share) => fits(share, filter))).filter(
    ({ name, shareWith, shareWithName, link }) =>
      [name, shareWith, shareWithName, link?.label].some((part) =>
        part?.toLocaleLowerCase().includes(wanted),
      ),
  )
}

function fits(share: Share, filter: ShareFilter): boolean {
  const state = stateOf(share)
  switch (filter) {
    case 'current':
      return true
    case 'waiting':
      return state === 'waiting' || state === 'underWay' || state === 'delayed'
    case 'accepted':
      return state === 'accepted' && share.recipientKind !== 'link'
    case 'trouble':
      return state === 'delayed' || state === 'failed'
    case 'links':
      return share.recipientKind === 'link' && isStanding(share)
    case 'over':
      return !isStanding(share)
  }
}

/** The shares of each thing together, in the order of the newest of each. */
export function byThing(shares: readonly Share[]): Share[][] {
  const things = new Map<string, Share[]>()
  for (const share of shares) things.set(share.nodeId, [...(things.get(share.nodeId) ?? []), share])
  return [...things.values()]
}
