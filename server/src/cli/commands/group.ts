import type { Command } from 'commander'
import { listByName } from '../list-by-name.ts'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatFacts, formatTable } from '../table.ts'
import type { UserObject } from './user-object.ts'

interface GroupObject {
  readonly name: string
  readonly displayName: string
  readonly createdAt: string
}

/** `isthmus group …` */
export function addGroupCommands(program: Command, surroundings: Surroundings): void {
  const group = program
    .command('group')
    .description('Users who are allowed things, and shared with, together.')

  addOperatorCommand<OperatorOptions & { readonly displayName?: string }>(group, surroundings, {
    syntax: 'add <NAME>',
    summary: 'Add a group.',
    actor: 'admin',
    examples: ['isthmus group add physics --display-name "Physics department"'],
    options: (command) => command.option('--display-name <TEXT>', 'name as people see it'),
    async run(operator, { displayName }, name) {
      const made = await operator.ask<GroupObject>('POST', '/api/v1/groups', { name, displayName })
      return { object: made, lines: [`The group ${made.name} has no members yet.`] }
    },
  })

  addOperatorCommand<OperatorOptions & { readonly search?: string }>(group, surroundings, {
    syntax: 'list',
    summary: 'List the groups.',
    actor: 'admin',
    examples: ['isthmus group list'],
    options: (command) => command.option('--search <TEXT>', 'only those in whose names it occurs'),
    async run(operator, { search }) {
      const order = { path: '/api/v1/groups', key: 'groups', search } as const
      const answer = await listByName<'groups', GroupObject>(operator, order)
      const headings = ['name', 'display name', 'since']
      const rows = answer.groups.map(({ name, displayName, createdAt }) => [
        name,
        displayName,
        showMoment(createdAt),
      ])
      return { object: answer, lines: formatTable(headings, rows, 'No groups.') }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'show <NAME>',
    summary: 'Show a group and its members.',
    actor: 'admin',
    examples: ['isthmus group show physics'],
    async run(operator, _options, name) {
      const shown = await operator.ask<GroupObject>('GET', pathOf(name))
      const order = { path: `${pathOf(name)}/members`, key: 'members' } as const
      const { members } = await listByName<'members', UserObject>(operator, order)
      return {
        object: { ...shown, members },
        lines: formatFacts([
          ['Name', shown.name],
          ['Display name', shown.displayName],
          ['Since', showMoment(shown.createdAt)],
          ['Members', members.map(({ username }) => username).join(', ') || 'none'],
        ]),
      }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'rename <NAME> <TEXT>',
    summary: 'Change the name that people see of a group.',
    actor: 'admin',
    examples: ['isthmus group rename physics "Physics and astronomy"'],
    async run(operator, _options, name, displayName) {
      const changed = await operator.ask<GroupObject>('PATCH', pathOf(name), { displayName })
      return { object: changed, lines: [`The group ${changed.name} is shown as ${changed.displayName}.`] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'delete <NAME>',
    summary: 'Delete a group; its members stay users.',
    actor: 'admin',
    examples: ['isthmus group delete physics'],
    async run(operator, _options, name) {
      await operator.ask('DELETE', pathOf(name))
      return { lines: [`The group ${name} is deleted.`] }
    },
  })

  addMemberCommands(group, surroundings)
}

function addMemberCommands(group: Command, surroundings: Surroundings): void {
  const member = group.command('member').description('Who is in a group.')

  addOperatorCommand(member, surroundings, {
    syntax: 'add <GROUP> <USER>',
    summary: 'Take a user into a group.',
    actor: 'admin',
    examples: ['isthmus group member add physics ann'],
    async run(operator, _options, name, user) {
      await operator.ask('PUT', memberPathOf(name, user))
      return { lines: [`${user} is in ${name}.`] }
    },
  })

  addOperatorCommand(member, surroundings, {
    syntax: 'remove <GROUP> <USER>',
    summary: 'Take a user out of a group.',
    actor: 'admin',
    examples: ['isthmus group member remove physics ann'],
    async run(operator, _options, name, user) {
      await operator.ask('DELETE', memberPathOf(name, user))
      return { lines: [`${user} is not in ${name}.`] }
    },
  })
}

function pathOf(name: string): string {
  return `/api/v1/groups/${encodeURIComponent(name)}`
}

function memberPathOf(name: string, user: string): string {
  return `${pathOf(name)}/members/${encodeURIComponent(user)}`
}
