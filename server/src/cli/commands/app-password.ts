import type { Command } from 'commander'
import { showMoment } from '../moment.ts'
import { addOperatorCommand } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

interface AppPasswordObject {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

/** `isthmus app-password …` */
export function addAppPasswordCommands(program: Command, surroundings: Surroundings): void {
  const group = program
    .command('app-password')
    .description('Passwords for programs that sign in with a name and a password.')

  addOperatorCommand(group, surroundings, {
    syntax: 'create <NAME>',
    summary: 'Make an app password and print it; it is shown this once.',
    actor: 'user',
    examples: ['isthmus app-password create "Calendar on the phone" --as ann'],
    async run(operator, _options, name) {
      const made = await operator.ask<AppPasswordObject & { password: string }>(
        'POST',
        '/api/v1/app-passwords',
        { name },
      )
      return { object: made, lines: [made.password] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List a user’s app passwords, without the passwords themselves.',
    actor: 'user',
    examples: ['isthmus app-password list --as ann'],
    async run(operator) {
      const answer = await operator.ask<{ appPasswords: AppPasswordObject[] }>('GET', '/api/v1/app-passwords')
      const headings = ['id', 'name', 'since', 'last used']
      const rows = answer.appPasswords.map(({ id, name, createdAt, lastUsedAt }) => [
        id,
        name,
        showMoment(createdAt),
        lastUsedAt === null ? '' : showMoment(lastUsedAt),
      ])
      return { object: answer, lines: formatTable(headings, rows, 'No app passwords.') }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'revoke <ID>',
    summary: 'End an app password.',
    actor: 'user',
    examples: ['isthmus app-password revoke 01934f2a-8c52-7c9e-a4d0-5f6b7c8d9e0f --as ann'],
    async run(operator, _options, id) {
      await operator.ask('DELETE', `/api/v1/app-passwords/${encodeURIComponent(id)}`)
      return { lines: ['It opens nothing any more.'] }
    },
  })
}
