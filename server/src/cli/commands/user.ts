import type { Command } from 'commander'
import { listByName } from '../list-by-name.ts'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import { readPassword } from '../read-password.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'
import { addAccountCommands } from './user-account.ts'
import { describeUser, type UserObject } from './user-object.ts'

interface AddOptions extends OperatorOptions {
  readonly admin?: boolean
  readonly passwordStdin?: boolean
  readonly invite?: boolean
  readonly email?: string
  readonly displayName?: string
}

/** `isthmus user …` */
export function addUserCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('user').description('People who have an account here.')

  addOperatorCommand<AddOptions>(group, surroundings, {
    syntax: 'add <NAME>',
    summary: 'Add a user. The password is asked for, read from standard input, or chosen by the user.',
    actor: 'admin',
    examples: [
      'pwgen -s 24 1 | isthmus user add ann --admin --password-stdin',
      'isthmus user add eve --invite --email eve@example.org',
    ],
    options: (command) =>
      command
        .option('--admin', 'the user administers this cloud')
        .option('--password-stdin', 'take the first line of standard input as the password')
        .option('--invite', 'mail the user a link to choose a password; needs --email')
        .option('--email <ADDRESS>', 'where mail reaches the user')
        .option('--display-name <TEXT>', 'name as people see it'),
    async run(operator, options, username) {
      const { admin = false, passwordStdin: fromInput = false, invite = false, email, displayName } = options
      const password = invite ? undefined : await readPassword(surroundings, username, { fromInput })
      const order = { username, password, admin, email, displayName }
      const user = await operator.ask<UserObject>('POST', '/api/v1/users', order)
      const as = user.admin ? ', as an administrator' : ''
      const line = invite
        ? `${user.username} gets a mail to choose a password, and can then sign in${as}.`
        : `${user.username} can sign in${as}.`
      return { object: user, lines: [line] }
    },
  })

  addOperatorCommand<OperatorOptions & { readonly search?: string }>(group, surroundings, {
    syntax: 'list',
    summary: 'List the users.',
    actor: 'admin',
    examples: ['isthmus user list', 'isthmus user list --search example.org --json'],
    options: (command) =>
      command.option('--search <TEXT>', 'only those in whose names or addresses it occurs'),
    async run(operator, { search }) {
      const answer = await listByName<'users', UserObject>(operator, {
        path: '/api/v1/users',
        key: 'users',
        search,
      })
      const headings = ['name', 'display name', 'e-mail', 'admin', 'disabled', 'since']
      const rows = answer.users.map((user) => [
        user.username,
        user.displayName,
        user.email ?? '',
        user.admin ? 'yes' : '',
        user.disabled ? 'yes' : '',
        showMoment(user.createdAt),
      ])
      return {
        object: answer,
        lines: formatTable(headings, rows, search === undefined ? 'No users yet.' : 'Nobody is found.'),
      }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'show <NAME>',
    summary: 'Show what is known of a user.',
    actor: 'admin',
    examples: ['isthmus user show ann'],
    async run(operator, _options, name) {
      const user = await operator.ask<UserObject>('GET', `/api/v1/users/${encodeURIComponent(name)}`)
      return { object: user, lines: describeUser(user) }
    },
  })

  addAccountCommands(group, surroundings)
}
