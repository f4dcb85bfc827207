/**
 * Configuration of the process: one schema (`schema.ts`), read from file, environment and flags, checked as a whole
 * before anything starts.
 */
import { type ConfigFlag, flagsOf } from './flag-layer.ts'
import { configSchema } from './schema.ts'
import { listSettings } from './setting.ts'

export { ConfigError, type ConfigProblem } from './config-error.ts'
export type { ConfigFlag } from './flag-layer.ts'
export { type LoadedConfig, loadConfig } from './load-config.ts'
export { isReachableForOthers } from './rules.ts'
export { sampleConfig } from './sample.ts'
export type { Config } from './schema.ts'
export { showConfig } from './show-config.ts'
export {
  configFor,
  type ProcessConfig,
  type TenantSetting,
  tenantSettingKeys,
  tenantSettings,
} from './tenant-settings.ts'
export { type ConfigWarning, configWarnings } from './warnings.ts'

/** The flags of the command line that set something, for its help. */
export function configFlags(): readonly ConfigFlag[] {
  return flagsOf(listSettings(configSchema))
}
