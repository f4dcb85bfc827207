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
  let section = ''
  for (const setting of listSettings(configSchema)) {
    const [first = ''] = setting.path
    if (setting.path.length > 1 && first !== section) {
      section = first
      lines.push('', ...wrapWords(sectionDescription(configSchema, first), '# '), `#${first}:`)
    }
    lines.push(...(setting.path.length > 1 ? [] : ['']), ...sampleSetting(setting))
  }
  return `${lines.join('\n')}\n`
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
