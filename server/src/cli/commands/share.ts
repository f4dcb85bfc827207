import { type Command, InvalidArgumentError } from 'commander'
import { CommandFailure } from '../command-failure.ts'
import { expiryParser } from '../expiry.ts'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatFacts, formatTable } from '../table.ts'

interface ShareObject {
  readonly id: string
  readonly name: string
  readonly recipientKind: string
  readonly shareWith: string | null
  readonly permissions: readonly string[]
  readonly state: string
  readonly stateReason: string | null
  readonly expiresAt: string | null
}

interface CreateOptions extends OperatorOptions {
  readonly withUser?: string
  readonly withGroup?: string
  /** The id of a team's space. */
  readonly space?: string
  /** The API's default when absent. */
  readonly permissions?: readonly string[]
  /** ISO 8601 */
  readonly expires?: string
  readonly note?: string
}

interface ChangeOptions extends OperatorOptions {
  readonly permissions?: readonly string[]
  /** ISO 8601; the empty string for no end. */
  readonly expires?: string
  readonly note?: string
}

/** `isthmus share …` */
export function addShareCommands(program: Command, surroundings: Surroundings): void {
  const group = program
    .command('share')
    .description('What our users share with people here and on other clouds.')

  addOperatorCommand<CreateOptions>(group, surroundings, {
    syntax: 'create <PATH> [ADDRESS]',
    summary: 'Share a file or folder of a user with somebody on another cloud, or with people of this one.',
    actor: 'user',
    examples: [
      'isthmus share create /Reports/May.pdf bob@cloud.example --as ann --expires 7d --note "for our call"',
      'isthmus share create /Reports --with-group physics --as ann --permissions read,write',
    ],
    options: (command) =>
      command
        .option('--with-user <NAME>', 'a user of this cloud, in place of an address')
        .option('--with-group <NAME>', 'a group of this cloud, in place of an address')
        .option('--space <ID>', 'the path is in the space of a team')
        .option(
          '--permissions <WORDS>',
          'read, write, share, joined by commas (default: read)',
          parsePermissions,
        )
        .option(
          '--expires <WHEN>',
          'when it ends: 7d, 2026-12-24, 2026-12-24T18:00:00Z',
          expiryParser(surroundings),
        )
        .option('--note <TEXT>', 'a word to the recipient'),
    async run(operator, options, path, address) {
      const { space, permissions, expires: expiresAt, note } = options
      const order = { path, space, ...recipientOf(options, address), permissions, expiresAt, note }
      const share = await operator.ask<ShareObject>('POST', '/api/v1/shares', order)
      return { object: share, lines: describe(share) }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List what a user shares, newest first.',
    actor: 'user',
    examples: ['isthmus share list --as ann'],
    async run(operator) {
      const answer = await operator.ask<{ shares: ShareObject[] }>('GET', '/api/v1/shares')
      const headings = ['id', 'name', 'shared with', 'permissions', 'state', 'expires']
      const rows = answer.shares.map((share) => [
        share.id,
        share.name,
        withWhom(share),
        share.permissions.join(','),
        stateOf(share),
        share.expiresAt === null ? '' : showMoment(share.expiresAt),
      ])
      return { object: answer, lines: formatTable(headings, rows, 'No shares yet.') }
    },
  })

  addOperatorCommand<ChangeOptions>(group, surroundings, {
    syntax: 'change <ID>',
    summary: 'Change what a share allows, its end or its note. It counts at once.',
    actor: 'user',
    examples: [
      'isthmus share change 12 --as ann --permissions read',
      'isthmus share change 12 --as ann --expires never --note ""',
    ],
    options: (command) =>
      command
        .option('--permissions <WORDS>', 'read, write, share, joined by commas', parsePermissions)
        .option('--expires <WHEN>', 'when it ends: 7d, 2026-12-24, never', (text) =>
          text === 'never' ? '' : expiryParser(surroundings)(text),
        )
        .option('--note <TEXT>', 'a word to the recipient; an empty one takes it away'),
    async run(operator, { permissions, expires, note }, id) {
      const change = {
        permissions,
        expiresAt: expires === '' ? null : expires,
        note: note === '' ? null : note,
      }
      const share = await operator.ask<ShareObject>(
        'PATCH',
        `/api/v1/shares/${encodeURIComponent(id)}`,
        change,
      )
      return { object: share, lines: describe(share) }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'revoke <ID>',
    summary: 'Take a share back.',
    actor: 'user',
    examples: ['isthmus share revoke 12 --as ann'],
    async run(operator, _options, id) {
      await operator.ask('DELETE', `/api/v1/shares/${encodeURIComponent(id)}`)
      return { lines: [`Share ${id} is over.`] }
    },
  })
}

/** One of the three ways to name a recipient. */
function recipientOf({ withUser, withGroup }: CreateOptions, address: string | undefined) {
  const named = [
    ...(address === undefined ? [] : [{ shareWith: address }]),
    ...(withUser === undefined ? [] : [{ shareWith: withUser, recipientKind: 'user' }]),
    ...(withGroup === undefined ? [] : [{ shareWith: withGroup, recipientKind: 'group' }]),
  ]
  const [recipient] = named
  if (recipient === undefined || named.length > 1) {
    throw new CommandFailure(
      'one-recipient',
      'Name one recipient: an address, --with-user or --with-group.',
      {
        status: 2,
      },
    )
  }
  return recipient
}

function withWhom({ recipientKind, shareWith }: ShareObject): string {
  if (recipientKind === 'group') return `${shareWith} (group)`
  return shareWith ?? 'whoever has the link'
}

function describe(share: ShareObject): string[] {
  return formatFacts([
    ['Share', share.id],
    ['Name', share.name],
    ['Shared with', withWhom(share)],
    ['Permissions', share.permissions.join(', ')],
    ['State', stateOf(share)],
    ['Expires', share.expiresAt === null ? undefined : showMoment(share.expiresAt)],
  ])
}

function stateOf({ state, stateReason }: ShareObject): string {
  return stateReason === null ? state : `${state} (${stateReason})`
}

const words = ['read', 'write', 'share']

function parsePermissions(text: string): string[] {
  const chosen = text.split(',').map((word) => word.trim())
  if (chosen.every((word) => words.includes(word))) return chosen
  throw new InvalidArgumentError(`The words are ${words.join(', ')}.`)
}
