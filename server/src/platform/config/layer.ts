import { resolve } from 'node:path'
import type { ConfigProblem } from './config-error.ts'
import type { Setting } from './setting.ts'

/** A value as the operator wrote it. */
export interface Given {
  readonly value: unknown
  /** `isthmus.yaml:12`, the name of the environment variable, or the flag; empty for a default. */
  readonly place: string
}

/** What one source says: values by key, not checked yet, and what it says that means nothing. */
export interface Layer {
  readonly name: 'default' | 'file' | 'environment' | 'flag'
  readonly given: ReadonlyMap<string, Given>
  readonly problems: readonly ConfigProblem[]
}

/** Where the value of a setting came from; `derived` is a default made from other settings. */
export interface ConfigSource {
  readonly layer: Layer['name'] | 'derived'
  /** `isthmus.yaml:12`, the name of the environment variable, or the flag; empty for defaults. */
  readonly place: string
}

/** What the schema says itself. */
export function defaultLayer(settings: readonly Setting[]): Layer {
  const given = settings.flatMap(({ key, facts }): [string, Given][] =>
    facts.default === undefined ? [] : [[key, { value: facts.default, place: '' }]],
  )
  return { name: 'default', given: new Map(given), problems: [] }
}

/** The same layer with every relative path starting from `folder`. */
export function withAbsolutePaths(layer: Layer, settings: readonly Setting[], folder: string): Layer {
  const given = new Map(layer.given)
  for (const { key, kind } of settings) {
    const found = given.get(key)
    if (kind.names !== undefined && found !== undefined) {
      given.set(key, { ...found, value: absolute(found.value, folder) })
    }
  }
  return { ...layer, given }
}

function absolute(value: unknown, folder: string): unknown {
  if (typeof value === 'string' && value !== '') return resolve(folder, value)
  if (Array.isArray(value)) return value.map((item: unknown) => absolute(item, folder))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, absolute(item, folder)]))
}
