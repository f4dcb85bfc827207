import type { LoadedConfig } from './load-config.ts'
import { type Config, configSchema } from './schema.ts'
import { listSettings, type Setting } from './setting.ts'

/** The configuration of the process, and where each value comes from. */
export type ProcessConfig = Pick<LoadedConfig, 'config' | 'sources'>

/** A setting of scope `tenant`, as the process has it. */
export interface TenantSetting extends Setting {
  /** `isthmus.yaml:12`, a variable or a flag that gives it for all tenants; absent when each may choose. */
  readonly lockedBy?: string
  /** What counts for a tenant that has not chosen, as a person would write it; absent when that is nothing. */
  readonly unchosen?: unknown
}

/** Keys of the settings that tenants may choose. */
export const tenantSettingKeys: readonly string[] = listSettings(configSchema)
  .filter(isForTenants)
  .map(({ key }) => key)

/** The settings that tenants may choose, in the order of the schema. */
export function tenantSettings({ config, sources }: ProcessConfig): readonly TenantSetting[] {
  return listSettings(configSchema)
    .filter(isForTenants)
    .map((setting) => {
      const { layer = 'default', place = '' } = sources.get(setting.key) ?? {}
      const locked = layer === 'file' || layer === 'environment' || layer === 'flag'
      return { ...setting, unchosen: valueAt(config, setting.path), ...(locked && { lockedBy: place }) }
    })
}

/**
 * The configuration as it is for a tenant.
 * @param choosable - what `tenantSettings` gave
 * @param chosen - by key, as a person would write them; what is locked or has become wrong does not count
 */
export function configFor(
  config: Config,
  choosable: readonly TenantSetting[],
  chosen: ReadonlyMap<string, unknown>,
): Config {
  if (chosen.size === 0) return config
  const counting = choosable.flatMap(({ key, path, kind, lockedBy }) => {
    if (lockedBy !== undefined || !chosen.has(key)) return []
    const { success, data } = kind.schema.safeParse(chosen.get(key))
    return success ? [{ path, value: data }] : []
  })
  return counting.reduce<Config>((made, { path, value }) => withValueAt(made, path, value), config)
}

function isForTenants({ facts }: Setting): boolean {
  return facts.scope === 'tenant'
}

function valueAt(object: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof object !== 'object' || object === null) return object
  return valueAt((object as Record<string, unknown>)[name], rest)
}

function withValueAt<T>(object: T, [name, ...rest]: readonly string[], value: unknown): T {
  if (name === undefined) return value as T
  return { ...object, [name]: withValueAt((object as Record<string, unknown>)[name], rest, value) }
}
