import type { Command } from 'commander'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import { readPassword } from '../read-password.ts'
import { describeSettings, type SettingsObject } from '../settings/setting-object.ts'
import type { Surroundings } from '../surroundings.ts'

/** `isthmus setting …` */
export function addSettingCommands(program: Command, surroundings: Surroundings): void {
  const group = program
    .command('setting')
    .description(
      'What a cloud chooses while its server runs. What the configuration gives wins, and is locked.',
    )

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List the settings that can be chosen, their values and where those come from.',
    actor: 'admin',
    examples: ['isthmus setting list', 'isthmus setting list --tenant cloud.example --json'],
    async run(operator) {
      const answer = await operator.ask<SettingsObject>('GET', '/api/v1/settings')
      return { object: answer, lines: describeSettings(answer) }
    },
  })

  addOperatorCommand<OperatorOptions & { readonly valueStdin?: boolean }>(group, surroundings, {
    syntax: 'set <KEY> [VALUE]',
    summary: 'Choose a value for a setting. A secret is asked for, or read from standard input.',
    actor: 'admin',
    examples: [
      'isthmus setting set provider "Cloud of Physics" --tenant physics.example',
      'cat password.txt | isthmus setting set mail.smtp.password --value-stdin',
    ],
    options: (command) =>
      command.option('--value-stdin', 'take the first line of standard input as the value'),
    async run(operator, { valueStdin: fromInput = false }, key, given?: string) {
      const value = given ?? (await readPassword(surroundings, key, { fromInput, flag: '--value-stdin' }))
      const answer = await operator.ask<SettingsObject>('PATCH', '/api/v1/settings', { [key]: value })
      return { object: answer, lines: describeSettings(answer, key) }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'unset <KEY>',
    summary: 'Take a choice back: what the configuration of the server says counts again.',
    actor: 'admin',
    examples: ['isthmus setting unset federation.policy'],
    async run(operator, _options, key) {
      const answer = await operator.ask<SettingsObject>('PATCH', '/api/v1/settings', { [key]: null })
      return { object: answer, lines: describeSettings(answer, key) }
    },
  })
}
