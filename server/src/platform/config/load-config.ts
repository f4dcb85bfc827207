import { z } from 'zod'
import { ConfigError, type ConfigProblem } from './config-error.ts'
import { displayValue } from './display-value.ts'
import type { ConfigSource, Layer } from './layer.ts'
import { type ConfigInput, readFileIfThere, readLayers } from './read-layers.ts'
import { checkRules } from './rules.ts'
import { type Config, configSchema } from './schema.ts'
import { listSettings, type Setting } from './setting.ts'

/** A configuration that can be used. */
export interface LoadedConfig {
  readonly config: Config
  /** By key, for every setting that has a value. */
  readonly sources: ReadonlyMap<string, ConfigSource>
  /** The values by key as the operator would write them, for `config show`. */
  readonly written: ReadonlyMap<string, unknown>
  /** Absolute path of the configuration file that was read, if there was one. */
  readonly file?: string
}

export type ConfigCheck =
  | { readonly ok: true; readonly loaded: LoadedConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/**
 * Puts the configuration together: defaults, then the file, then `ISTHMUS_…` variables, then flags; a later value
 * replaces an earlier one as a whole, lists and maps too.
 * @throws {ConfigError} with every problem that was found
 */
export async function loadConfig(input: ConfigInput = {}): Promise<LoadedConfig> {
  const result = await checkConfig(input)
  if (!result.ok) throw new ConfigError(result.problems)
  return result.loaded
}

/** Like `loadConfig`, with the problems as a value. A value that a later layer replaces is checked all the same. */
export async function checkConfig(input: ConfigInput = {}): Promise<ConfigCheck> {
  const settings = listSettings(configSchema)
  const { layers, file } = await readLayers(settings, input)
  const wrong = layers.flatMap((layer) => [...layer.problems, ...checkLayer(settings, layer)])
  if (wrong.length > 0) return { ok: false, problems: wrong }

  const { written, sources } = merge(layers)
  const parsed = configSchema.parse(nest(configSchema, written))
  const publicUrl = parsed.publicUrl ?? defaultPublicUrl(parsed)
  if (parsed.publicUrl === undefined) {
    written.set('publicUrl', publicUrl)
    sources.set('publicUrl', { layer: 'derived', place: '' })
  }
  const config = { ...parsed, publicUrl }
  const broken = [...checkRules(config, sources), ...(await unreadableFiles(settings, layers, input))]
  if (broken.length > 0) return { ok: false, problems: broken }
  return { ok: true, loaded: { config, sources, written, ...(file === undefined ? {} : { file }) } }
}

/** The values of one layer that are not of their kind. */
export function checkLayer(settings: readonly Setting[], layer: Layer): readonly ConfigProblem[] {
  return settings.flatMap((setting) => {
    const given = layer.given.get(setting.key)
    if (given === undefined || setting.kind.schema.safeParse(given.value).success) return []
    const { key, kind } = setting
    const problem: ConfigProblem = {
      key,
      value: displayValue(setting, given.value),
      place: given.place,
      message: 'wrong value',
      remedy: `Expected ${kind.expects}.`,
    }
    return [problem]
  })
}

function merge(layers: readonly Layer[]) {
  const written = new Map<string, unknown>()
  const sources = new Map<string, ConfigSource>()
  for (const layer of layers) {
    for (const [key, { value, place }] of layer.given) {
      written.set(key, value)
      sources.set(key, { layer: layer.name, place })
    }
  }
  return { written, sources }
}

function nest(
  schema: z.ZodObject,
  written: ReadonlyMap<string, unknown>,
  above = '',
): Record<string, unknown> {
  const entries = Object.entries(schema.shape).map(([name, child]): [string, unknown] => {
    const key = above + name
    return [name, child instanceof z.ZodObject ? nest(child, written, `${key}.`) : written.get(key)]
  })
  return Object.fromEntries(entries)
}

function defaultPublicUrl({ listen, tls }: Pick<Config, 'listen' | 'tls'>): string {
  return new URL(`${tls.cert === undefined ? 'http' : 'https'}://localhost:${listen.port}`).origin
}

async function unreadableFiles(
  settings: readonly Setting[],
  layers: readonly Layer[],
  { readFile = readFileIfThere }: ConfigInput,
): Promise<readonly ConfigProblem[]> {
  const problems: ConfigProblem[] = []
  for (const setting of settings.filter(({ kind }) => kind.names === 'files')) {
    for (const layer of layers) {
      const given = layer.given.get(setting.key)
      for (const path of pathsIn(given?.value)) {
        const message = await whyUnreadable(path, readFile)
        if (message === undefined) continue
        const place = given?.place ?? ''
        problems.push({
          key: setting.key,
          value: path,
          place,
          message,
          remedy: 'Name a file that can be read.',
        })
      }
    }
  }
  return problems
}

function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : []
}

async function whyUnreadable(
  path: string,
  readFile: (path: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    return (await readFile(path)) === undefined ? 'no such file' : undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
