import type { DavPath } from '@isthmus/webdav'
import type { UserActor } from '../platform/actor.ts'
import type { PersonalView, TeamView } from './view.ts'

/** A place in the files of whoever asks. */
export interface FilePlace {
  /** A team space; the user's own one when absent. */
  readonly spaceId?: number
  readonly path: DavPath
}

/** What somebody sees of their own space, or of a team's. Whether they belong to the team is asked at each use. */
export function viewOf(actor: UserActor, spaceId: number | undefined): PersonalView | TeamView {
  const { tenant } = actor
  return spaceId === undefined
    ? { kind: 'personal', tenant, actor }
    : { kind: 'team', tenant, actor, spaceId }
}
