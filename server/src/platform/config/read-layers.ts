import { readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { environmentLayer } from './environment-layer.ts'
import { flagLayer } from './flag-layer.ts'
import { defaultLayer, type Layer, withAbsolutePaths } from './layer.ts'
import type { Setting } from './setting.ts'

/** What the configuration is read from. */
export interface ConfigInput {
  /** Options of the command line by camelCase name, as commander gives them; `config` names the file. */
  readonly flags?: Readonly<Record<string, unknown>>
  /** Default `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Text of a file, `undefined` when there is none. Default: from disk. */
  readonly readFile?: (path: string) => Promise<string | undefined>
  /** What relative paths in flags and variables start from. Default: the working directory. */
  readonly workingDirectory?: string
}

/** All layers, lowest first, and the path of the configuration file if one was read. */
export interface ReadLayers {
  readonly layers: readonly Layer[]
  readonly file?: string
}

/**
 * Reads defaults, file, environment and flags. The file is the one that `--config` or `ISTHMUS_CONFIG` names, else
 * `isthmus.yaml` in the data folder if it exists there.
 */
export async function readLayers(settings: readonly Setting[], input: ConfigInput): Promise<ReadLayers> {
  const { flags = {}, environment = process.env, workingDirectory = process.cwd() } = input
  const startingHere = (layer: Layer): Layer => withAbsolutePaths(layer, settings, workingDirectory)
  const defaults = startingHere(defaultLayer(settings))
  const variables = startingHere(environmentLayer(settings, environment))
  const options = startingHere(flagLayer(settings, flags))

  const named =
    typeof flags['config'] === 'string' ? flags['config'] : environment['ISTHMUS_CONFIG'] || undefined
  const data = [options, variables, defaults].map((layer) => layer.given.get('data')).find(Boolean)
  const file = resolve(workingDirectory, named ?? join(String(data?.value), 'isthmus.yaml'))
  const shown = displayed(file, workingDirectory)
  const text = await (input.readFile ?? readFileIfThere)(file)
  if (text === undefined) {
    return { layers: named === undefined ? [defaults, variables, options] : [missingFile(shown)] }
  }
  // Here and not above: most installations have none, and the reader of YAML takes memory.
  const { fileLayer } = await import('./file-layer.ts')
  const written = withAbsolutePaths(fileLayer(settings, shown, text), settings, dirname(file))
  const checked = named === undefined ? withoutData(written) : written
  return { layers: [defaults, checked, variables, options], file }
}

/** Reads a text file; `undefined` when there is none. */
export async function readFileIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function displayed(file: string, workingDirectory: string): string {
  const path = relative(workingDirectory, file)
  return path.startsWith('..') ? file : path
}

function missingFile(file: string): Layer {
  const problem = {
    key: '',
    place: file,
    message: 'no such file',
    remedy: 'Give the path of an existing file.',
  }
  return { name: 'file', given: new Map(), problems: [problem] }
}

function withoutData(layer: Layer): Layer {
  const data = layer.given.get('data')
  if (data === undefined) return layer
  const problem = {
    key: 'data',
    value: String(data.value),
    place: data.place,
    message: 'a file that was found in the data folder cannot move that folder',
    remedy: 'Use --data or ISTHMUS_DATA, or name the file with --config.',
  }
  return { ...layer, problems: [...layer.problems, problem] }
}
