import { isDeepStrictEqual } from 'node:util'
import type { Command } from 'commander'
import { examplesOf, fullName, leafCommands } from './command-help.ts'
import { commonOptions } from './operator-command.ts'

/** The page docs/reference/cli.md. */
export function cliReference(program: Command): string {
  return `${[introduction, ...leafCommands(program).map(describe)].join('\n\n')}\n`
}

const introduction = `# Commands

<!-- Generated from server/src/cli/commands; a test fails when the two differ. -->

\`bin/isthmus\` in a checkout is the program. \`isthmus COMMAND --help\` says what is on this page.

The commands for operators work with a data folder: through the socket of its server when one runs, and else by
themselves. Whoever may open the folder has all rights; \`--as USER\` does something in the name of a user. They all
take these options:

${commonOptions.map(describeOption).join('\n')}

Exit status of all commands:

| Status | Meaning |
| --- | --- |
| 0 | It is done |
| 1 | It failed. Standard error says why in a sentence; with \`--json\`, as a problem object (RFC 9457) in one line |
| 2 | Wrong usage or configuration; nothing was done |
| 130 | Interrupted |`

function describe(command: Command): string {
  const help = command.createHelp()
  const options = command.options
    .map(({ flags, description }) => [flags, description] as const)
    .filter((option) => !commonOptions.some((common) => isDeepStrictEqual(common, option)))
    .map(describeOption)
  return [
    `## ${fullName(command)}`,
    '',
    command.description(),
    '',
    '```console',
    `$ ${help.commandUsage(command)}`,
    ...examplesOf(command).map((line) => `$ ${line}`),
    '```',
    ...(options.length === 0 ? [] : ['', ...options]),
  ].join('\n')
}

function describeOption([flags, description]: readonly [string, string]): string {
  return `- \`${flags}\`: ${description}`
}
