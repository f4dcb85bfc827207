import { displayValue } from './display-value.ts'
import { yesOrNo } from './kind.ts'
import type { Given, Layer } from './layer.ts'
import type { Setting } from './setting.ts'

/** A setting that has a flag, as the command line and its help need it. */
export interface ConfigFlag {
  readonly key: string
  /** `--listen <HOST:PORT>`; a switch stands alone: `--allow-http-fallback`. */
  readonly syntax: string
  readonly description: string
  /** As a person would write it; absent where nothing is the default. */
  readonly default?: string
}

/** The flags of all settings that have one. */
export function flagsOf(settings: readonly Setting[]): readonly ConfigFlag[] {
  return settings.flatMap(({ key, kind, facts }) => {
    if (facts.flag === undefined) return []
    const syntax = kind === yesOrNo ? `--${facts.flag}` : `--${facts.flag} <${kind.placeholder}>`
    const defaultValue =
      facts.default === undefined ? {} : { default: displayValue({ facts }, facts.default) }
    return [{ key, syntax, description: facts.description, ...defaultValue }]
  })
}

/**
 * Reads the options of a command line.
 * @param flags - by the name of the flag in camelCase, as commander gives them; options that are no settings are left alone
 */
export function flagLayer(settings: readonly Setting[], flags: Readonly<Record<string, unknown>>): Layer {
  const given = new Map<string, Given>()
  for (const { key, kind, facts } of settings) {
    if (facts.flag === undefined) continue
    const value = flags[camelCase(facts.flag)]
    if (value === undefined) continue
    given.set(key, {
      value: typeof value === 'string' ? kind.fromText(value) : value,
      place: `--${facts.flag}`,
    })
  }
  return { name: 'flag', given, problems: [] }
}

function camelCase(flag: string): string {
  return flag.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
