import type { Activity } from '../../activity/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { ProcessConfig } from '../../platform/config/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Logger } from '../../platform/logging/index.ts'
import type { Sealer } from '../../platform/sealing/index.ts'

/** What settings are made from. */
export interface SettingsContext {
  readonly database: Database
  readonly clock: Clock
  readonly activity: Activity
  readonly process: ProcessConfig
  /** For the values that are secrets. */
  readonly sealer: Sealer
  readonly logger: Logger
}
