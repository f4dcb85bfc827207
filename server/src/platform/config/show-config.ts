import { displayValue } from './display-value.ts'
import type { LoadedConfig } from './load-config.ts'
import { configSchema } from './schema.ts'
import { listSettings, type Setting } from './setting.ts'

/** One line of `isthmus config show`. */
export interface ShownSetting {
  readonly key: string
  /** As the operator would write it; `***` for a secret, absent for what is not set. */
  readonly value?: string
  /** `default`, `derived`, `isthmus.yaml:12`, the name of an environment variable, or a flag. */
  readonly source: string
}

/** Every setting with its value and where that came from. */
export function showConfig(
  { written, sources }: Pick<LoadedConfig, 'written' | 'sources'>,
  settings: readonly Setting[] = listSettings(configSchema),
): readonly ShownSetting[] {
  return settings.map((setting) => {
    const { key } = setting
    const source = sources.get(key)
    const value = written.has(key) ? { value: displayValue(setting, written.get(key)) } : {}
    return { key, ...value, source: source?.place || (source?.layer ?? 'not set') }
  })
}
