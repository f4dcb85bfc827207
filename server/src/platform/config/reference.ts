import { configSchema } from './schema.ts'
import { listSettings, type Setting, sectionDescription } from './setting.ts'

const introduction = `# Configuration

<!-- Generated from server/src/platform/config/schema.ts; a test fails when the two differ. -->

Isthmus runs without any configuration. What you want to change can be given in three places; a later one wins:

1. the file \`isthmus.yaml\` in the data folder, or the one that \`--config FILE\` or \`ISTHMUS_CONFIG\` names,
2. environment variables,
3. flags of \`isthmus serve\`.

A value replaces the one below it as a whole, lists and maps too. An unknown name or a wrong value stops the start with
a message that lists every problem, where it is and what to do.

\`isthmus config sample\` prints a file to start from, \`isthmus config check\` looks for problems, \`isthmus config show\`
prints every value and where it came from.

In environment variables and flags a list is written with commas (\`a,b\`), a map as \`name=value,name=value\`. Relative
paths start from the folder of the file, or from where the program was started. Durations need a unit (\`ms\`, \`s\`, \`m\`,
\`h\`, \`d\`), sizes too (\`B\`, \`KiB\`, \`MiB\`, \`GiB\`, \`TiB\`).

Settings of scope *tenant* can also be changed while the server runs; a value given in one of the three places wins and
locks them.`

/** The page docs/reference/configuration.md. */
export function configReference(): string {
  const parts = [introduction, '## General']
  let section = ''
  for (const setting of listSettings(configSchema)) {
    const [first = ''] = setting.path
    if (setting.path.length > 1 && first !== section) {
      section = first
      parts.push(`## ${first}`, sectionDescription(configSchema, [first]))
    }
    parts.push(describeSetting(setting))
  }
  return `${parts.join('\n\n')}\n`
}

function describeSetting({ key, environmentName, kind, facts }: Setting): string {
  const flag = facts.flag === undefined ? [] : [`- Flag: \`--${facts.flag}\``]
  return [
    `### ${key}`,
    '',
    facts.description,
    '',
    `- Value: ${kind.expects}`,
    `- Default: ${facts.unset ?? `\`${JSON.stringify(facts.default).replaceAll('"', '')}\``}`,
    `- Environment: \`${environmentName}\``,
    ...flag,
    `- Scope: ${facts.scope ?? 'process'}${facts.secret === true ? ', secret' : ''}`,
  ].join('\n')
}
