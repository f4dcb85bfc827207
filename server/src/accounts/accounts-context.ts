import type { Activity } from '../activity/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { Mail } from '../mail/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database/index.ts'
import type { Events } from '../platform/events.ts'
import type { Ids } from '../platform/ids.ts'
import type { Logger } from '../platform/logging/index.ts'
import type { Sealer } from '../platform/sealing/index.ts'
import type { UnwrittenAttempts } from './attempts/unwritten-attempts.ts'
import type { PasswordHashing } from './passwords/password-hashing.ts'
import type { PasswordMemory } from './passwords/password-memory.ts'

/** What the room is given. */
export interface AccountsOptions {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly logger: Logger
  readonly events: Events
  readonly activity: Activity
  /** For keyed hashes that every process of the installation makes alike. */
  readonly sealer: Sealer
  readonly mail: Mail
  readonly jobs: Pick<Jobs, 'handle'>
}

/** What its use cases share. */
export interface AccountsContext extends AccountsOptions {
  readonly hashing: PasswordHashing
  readonly memory: PasswordMemory
  readonly unwritten: UnwrittenAttempts
}
