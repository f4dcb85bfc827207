import type { Clock } from '../clock.ts'
import type { Logger } from '../logging/index.ts'
import type { Announcer } from './announcements.ts'
import type { Migration } from './migrate.ts'

export type DatabaseOptions = SqliteOptions | PostgresOptions

export interface SqliteOptions extends CommonOptions {
  readonly kind: 'sqlite'
  /** Path of the database file; created when missing. One process at a time: see `openDataFolder`. */
  readonly file: string
}

export interface PostgresOptions extends CommonOptions {
  readonly kind: 'postgres'
  /**
   * `postgres://user:password@host:port/database`, or with the folder of a socket
   * `postgres:///database?host=/run/postgresql`. Any number of processes at a time.
   */
  readonly url: string
  /** Connections of this process at most, 2 or more, besides two for its housekeeping; 10 when absent. */
  readonly poolSize?: number
}

interface CommonOptions {
  readonly clock: Clock
  readonly logger?: Logger
  /** Made to hear what writes announce. */
  readonly announcements?: Announcer
  /** Another history than that of this program; for tests of migrations. */
  readonly migrations?: readonly Migration[]
}
