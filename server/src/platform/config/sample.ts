import { configSchema } from './schema.ts'
import { listSettings, type Setting, sectionDescription } from './setting.ts'
import { wrapWords } from './wrap-words.ts'

/**
 * A configuration file that says what exists: every setting commented out with its default or an example.
 * A line that starts with `#` and a letter becomes a setting when the `#` is taken away.
 */
export function sampleConfig(): string {
  const lines = wrapWords(
    'Configuration of Isthmus. Each line that starts with "#" and a name shows a default or an example; take the "#" ' +
      'away to change it. Environment variables and flags win over this file. Relative paths start from its folder.',
    '# ',
  )
  let open: readonly string[] = []
  for (const setting of listSettings(configSchema)) {
    const sections = setting.path.slice(0, -1)
    if (sections.length === 0) lines.push('')
    for (const [depth, name] of sections.entries()) {
      if (open.slice(0, depth + 1).join('.') === sections.slice(0, depth + 1).join('.')) continue
      lines.push(...sampleSection(sections.slice(0, depth), name))
    }
    open = sections
    lines.push(...sampleSetting(setting))
  }
  return `${lines.join('\n')}\n`
}

function sampleSection(above: readonly string[], name: string): readonly string[] {
  const indent = '  '.repeat(above.length)
  const description = sectionDescription(configSchema, [...above, name])
  return [...(above.length === 0 ? [''] : []), ...wrapWords(description, `# ${indent}`), `#${indent}${name}:`]
}

function sampleSetting({ path, kind, facts }: Setting): readonly string[] {
  const indent = '  '.repeat(path.length - 1)
  const unset = facts.unset === undefined ? '' : ` Default: ${facts.unset.replaceAll('`', '')}.`
  const comment = `${facts.description} Expected: ${kind.expects}.${unset}`
  return [
    ...wrapWords(comment, `# ${indent}`),
    `#${indent}${path.at(-1)}: ${yamlValue(facts.example ?? facts.default)}`,
  ]
}

/** JSON in one line is YAML as well; plain words need no quotes. */
function yamlValue(value: unknown): string {
  return typeof value === 'string' && /^[\w./-]+(:[\w./-]+)*$/.test(value) ? value : JSON.stringify(value)
}
