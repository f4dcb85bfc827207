import { type Command, Option } from 'commander'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

interface MemberObject {
  readonly kind: 'user' | 'group'
  readonly name: string
  readonly role: string
  readonly since: string
}

interface MemberOptions extends OperatorOptions {
  readonly group?: boolean
}

/** Those of `isthmus space …` about who belongs to one. */
export function addSpaceMemberCommands(space: Command, surroundings: Surroundings): void {
  addOperatorCommand(space, surroundings, {
    syntax: 'members <ID>',
    summary: 'List who belongs to a space, as one of them or an administrator.',
    actor: 'user',
    examples: ['isthmus space members 5 --as ann'],
    async run(operator, _options, id) {
      const answer = await operator.ask<{ members: MemberObject[] }>('GET', `${pathOf(id)}/members`)
      const rows = answer.members.map(({ kind, name, role, since }) => [name, kind, role, showMoment(since)])
      return { object: answer, lines: formatTable(['name', 'kind', 'role', 'since'], rows, 'Nobody.') }
    },
  })

  const member = space.command('member').description('Who belongs to a space.')

  addOperatorCommand<MemberOptions & { readonly role: string }>(member, surroundings, {
    syntax: 'add <ID> <NAME>',
    summary: 'Take a user into a space, or everybody in a group; or give them another role.',
    actor: 'user',
    examples: [
      'isthmus space member add 5 bob --role editor --as ann',
      'isthmus space member add 5 staff --group --as ann',
    ],
    options: (command) =>
      groupOption(command).addOption(
        new Option(
          '--role <ROLE>',
          'what they may do: read; also change and share; also decide over the space',
        )
          .choices(['viewer', 'editor', 'manager'])
          .default('viewer'),
      ),
    async run(operator, { role, group }, id, name) {
      await operator.ask('PUT', memberPathOf(id, name, group), { role })
      return { lines: [`${name} belongs to the space as ${role}.`] }
    },
  })

  addOperatorCommand<MemberOptions>(member, surroundings, {
    syntax: 'remove <ID> <NAME>',
    summary: 'Take a user, or a group, out of a space.',
    actor: 'user',
    examples: ['isthmus space member remove 5 bob --as ann'],
    options: groupOption,
    async run(operator, { group }, id, name) {
      await operator.ask('DELETE', memberPathOf(id, name, group))
      return { lines: [`${name} does not belong to the space.`] }
    },
  })
}

function groupOption(command: Command): Command {
  return command.option('--group', 'NAME is a group')
}

function pathOf(id: string): string {
  return `/api/v1/spaces/${encodeURIComponent(id)}`
}

function memberPathOf(id: string, name: string, group = false): string {
  return `${pathOf(id)}/members/${group ? 'group' : 'user'}/${encodeURIComponent(name)}`
}
