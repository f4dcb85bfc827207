import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Events } from '../platform/events.ts'
import type { Ids } from '../platform/ids.ts'

/** What this room is given. */
export interface ActivityContext {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Pick<Ids, 'uuid'>
  readonly events: Events
}
