import type { ConfigProblem } from './config-error.ts'
import type { Given, Layer } from './layer.ts'
import { nearest } from './nearest.ts'
import type { Setting } from './setting.ts'

const prefix = 'ISTHMUS_'

/** Variables with a meaning that are no settings: the configuration file, and where a test lets the process die. */
const otherVariables = ['ISTHMUS_CONFIG', 'ISTHMUS_CRASH_AT']

/** Reads `ISTHMUS_…` variables; an empty one counts as not set, other programs' variables are left alone. */
export function environmentLayer(
  settings: readonly Setting[],
  environment: Readonly<Record<string, string | undefined>>,
): Layer {
  const byName = new Map(settings.map((setting) => [setting.environmentName, setting]))
  const given = new Map<string, Given>()
  const problems: ConfigProblem[] = []
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith(prefix) || otherVariables.includes(name) || text === undefined || text === '')
      continue
    const setting = byName.get(name)
    if (setting === undefined) problems.push(unknownVariable(name, [...byName.keys(), 'ISTHMUS_CONFIG']))
    else given.set(setting.key, { value: setting.kind.fromText(text), place: name })
  }
  return { name: 'environment', given, problems }
}

function unknownVariable(name: string, known: readonly string[]): ConfigProblem {
  const meant = nearest(
    name.slice(prefix.length),
    known.map((other) => other.slice(prefix.length)),
  )
  return {
    key: name,
    place: 'environment',
    message: 'unknown variable',
    remedy:
      meant === undefined
        ? 'Remove it; "isthmus config sample" lists what exists.'
        : `Did you mean ${prefix}${meant}?`,
  }
}
