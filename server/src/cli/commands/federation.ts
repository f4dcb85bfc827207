import { Argument, type Command } from 'commander'
import { addOperatorCommand } from '../operator-command.ts'
import { addSenderCommands } from '../peers/sender-commands.ts'
import { describeSettings, type SettingsObject } from '../settings/setting-object.ts'
import type { Surroundings } from '../surroundings.ts'

const policies = ['open', 'known', 'listed', 'invited']
const key = 'federation.policy'

/** `isthmus federation …` */
export function addFederationCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('federation').description('Whom this cloud trusts.')
  addPolicyCommands(group, surroundings)
  addSenderCommands(group, surroundings, {
    whose: 'anybody here',
    actor: 'admin',
    path: '/api/v1/blocked-senders',
    prefix: 'isthmus federation sender',
  })
}

function addPolicyCommands(federation: Command, surroundings: Surroundings): void {
  const group = federation.command('policy').description('Whose shares are taken in.')

  addOperatorCommand(group, surroundings, {
    syntax: 'show',
    summary: 'Show the policy and where it comes from.',
    actor: 'admin',
    examples: ['isthmus federation policy show'],
    async run(operator) {
      const answer = await operator.ask<SettingsObject>('GET', '/api/v1/settings')
      return {
        object: answer.settings.find((setting) => setting.key === key) ?? {},
        lines: describeSettings(answer, key),
      }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'set',
    summary:
      'Choose the policy. known: all, strangers marked; open: all; listed: those of allowed servers; invited: those of ' +
      'people who were invited.',
    actor: 'admin',
    examples: ['isthmus federation policy set listed'],
    options: (command) => command.addArgument(new Argument('<POLICY>', 'the policy').choices(policies)),
    async run(operator, _options, policy) {
      const answer = await operator.ask<SettingsObject>('PATCH', '/api/v1/settings', { [key]: policy })
      return {
        object: answer.settings.find((setting) => setting.key === key) ?? {},
        lines: describeSettings(answer, key),
      }
    },
  })
}
