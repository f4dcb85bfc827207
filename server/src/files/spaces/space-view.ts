import type { UserId } from '../../platform/actor.ts'
import type { Space, SpaceRole } from './space.ts'

/** A space, as others may see it. */
export interface SpaceView {
  readonly id: number
  readonly kind: 'personal' | 'team'
  /** Of a team space; the empty string for a personal one. */
  readonly name: string
  /** Of a personal space. */
  readonly owner?: UserId
  /** What whoever asks is in it; absent for an administrator who does not belong to it. */
  readonly role?: SpaceRole
  /** Bytes; absent where there is no limit. */
  readonly quota?: number
  /** Bytes of all files, those in the trash and their versions included. */
  readonly used: number
  /** How many of them are versions, which give way when there is no room. */
  readonly versionsUsed: number
  /** Epoch milliseconds. */
  readonly createdAt: number
}

export function viewOfSpace(space: Space, role: SpaceRole | undefined): SpaceView {
  const { id, kind, name, owner, usage, createdAt } = space
  return {
    id,
    kind,
    name,
    ...(owner === undefined ? {} : { owner }),
    ...(role === undefined ? {} : { role }),
    ...usage,
    createdAt,
  }
}
