import type { AccountsTables } from './tables/accounts.ts'
import type { ActivityTables } from './tables/activity.ts'
import type { FederationTables } from './tables/federation.ts'
import type { FilesTables } from './tables/files.ts'
import type { JobsTables } from './tables/jobs.ts'
import type { MailTables } from './tables/mail.ts'
import type { MountsTables } from './tables/mounts.ts'
import type { PlatformTables } from './tables/platform.ts'
import type { SharesTables } from './tables/shares.ts'

/**
 * Every table, grouped by the room that owns it: a table is read and written in the `…-repository.ts` files of that
 * room and nowhere else.
 *
 * Columns are the common subset of both databases: integers below 2^53, booleans as 0 and 1, times as epoch
 * milliseconds, JSON as text.
 */
export interface Schema
  extends PlatformTables,
    JobsTables,
    MailTables,
    ActivityTables,
    AccountsTables,
    FilesTables,
    FederationTables,
    SharesTables,
    MountsTables {}
