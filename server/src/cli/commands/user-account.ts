import type { Command } from 'commander'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import { readPassword } from '../read-password.ts'
import type { Surroundings } from '../surroundings.ts'
import { describeUser, type UserObject } from './user-object.ts'

/** Absent: it stays; false: it is taken away. */
interface ChangeOptions extends OperatorOptions {
  readonly admin?: boolean
  readonly email?: string | false
  readonly displayName?: string
  readonly language?: string | false
  readonly timeZone?: string | false
}

/** Those of `isthmus user …` that change an account. */
export function addAccountCommands(group: Command, surroundings: Surroundings): void {
  addOperatorCommand<ChangeOptions>(group, surroundings, {
    syntax: 'change <NAME>',
    summary: 'Change a user, or who administers this cloud.',
    actor: 'admin',
    examples: [
      'isthmus user change bob --admin',
      'isthmus user change bob --display-name "Bob B." --no-email',
    ],
    options: (command) =>
      command
        .option('--admin', 'the user administers this cloud')
        .option('--no-admin', 'the user does not')
        .option('--email <ADDRESS>', 'where mail reaches the user; it counts as verified')
        .option('--no-email', 'no mail reaches the user')
        .option('--display-name <TEXT>', 'name as people see it')
        .option('--language <TAG>', 'such as de or pt-BR')
        .option('--no-language', 'that of the browser')
        .option('--time-zone <NAME>', 'such as Europe/Lisbon')
        .option('--no-time-zone', 'that of the browser'),
    async run(operator, { admin, email, displayName, language, timeZone }, name) {
      const change = {
        admin,
        displayName,
        email: orNull(email),
        language: orNull(language),
        timeZone: orNull(timeZone),
      }
      const user = await operator.ask<UserObject>('PATCH', pathOf(name), change)
      return { object: user, lines: describeUser(user) }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'invite <NAME>',
    summary: 'Mail a user who has no password yet the link again to choose one.',
    actor: 'admin',
    examples: ['isthmus user invite eve'],
    async run(operator, _options, name) {
      await operator.ask('POST', `${pathOf(name)}/invitation`)
      return { lines: [`${name} gets a mail.`] }
    },
  })

  addOperatorCommand<OperatorOptions & { readonly passwordStdin?: boolean }>(group, surroundings, {
    syntax: 'password <NAME>',
    summary: 'Give a user a new password, which ends the user’s browser sessions.',
    actor: 'admin',
    examples: ['isthmus user password ann', 'pwgen -s 24 1 | isthmus user password bob --password-stdin'],
    options: (command) =>
      command.option('--password-stdin', 'take the first line of standard input as the password'),
    async run(operator, { passwordStdin = false }, name) {
      const password = await readPassword(surroundings, name, { fromInput: passwordStdin })
      await operator.ask('POST', `${pathOf(name)}/password`, { password })
      return { lines: [`${name} signs in with the new password.`] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'disable <NAME>',
    summary: 'Lock an account: nothing signs in any more, and nothing is lost.',
    actor: 'admin',
    examples: ['isthmus user disable bob'],
    async run(operator, _options, name) {
      const user = await operator.ask<UserObject>('POST', `${pathOf(name)}/disable`)
      return { object: user, lines: [`${user.username} cannot sign in any more.`] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'enable <NAME>',
    summary: 'Unlock an account.',
    actor: 'admin',
    examples: ['isthmus user enable bob'],
    async run(operator, _options, name) {
      const user = await operator.ask<UserObject>('POST', `${pathOf(name)}/enable`)
      return { object: user, lines: [`${user.username} can sign in.`] }
    },
  })

  addOperatorCommand<OperatorOptions & { readonly handOverTo?: string }>(group, surroundings, {
    syntax: 'delete <NAME>',
    summary: 'Delete a user for good, with the user’s files unless somebody gets them.',
    actor: 'admin',
    examples: ['isthmus user delete bob --hand-over-to ann'],
    options: (command) => command.option('--hand-over-to <USER>', 'user who gets the files'),
    async run(operator, { handOverTo }, name) {
      const query = handOverTo === undefined ? '' : `?handOverTo=${encodeURIComponent(handOverTo)}`
      await operator.ask('DELETE', `${pathOf(name)}${query}`)
      const files = handOverTo === undefined ? [] : [`${handOverTo} has the files, in a folder “Files of …”.`]
      return { lines: [[`${name} is deleted.`, ...files].join(' ')] }
    },
  })
}

function pathOf(name: string): string {
  return `/api/v1/users/${encodeURIComponent(name)}`
}

function orNull(value: string | false | undefined): string | null | undefined {
  return value === false ? null : value
}
