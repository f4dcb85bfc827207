import type { Command } from 'commander'
import { addOperatorCommand } from '../operator-command.ts'
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

  addOperatorCommand(group, surroundings, {
    syntax: 'set <KEY> <VALUE>',
    summary: 'Choose a value for a setting.',
    actor: 'admin',
    examples: [
      'isthmus setting set federation.policy listed',
      'isthmus setting set provider "Cloud of Physics" --tenant physics.example',
    ],
    async run(operator, _options, key, value) {
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
