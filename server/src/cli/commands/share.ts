import { type Command, InvalidArgumentError } from 'commander'
import { expiryParser } from '../expiry.ts'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatFacts, formatTable } from '../table.ts'

interface ShareObject {
  readonly id: string
  readonly name: string
  readonly shareWith: string
  readonly permissions: readonly string[]
  readonly state: string
  readonly stateReason: string | null
  readonly expiresAt: string | null
}

interface CreateOptions extends OperatorOptions {
  /** The API's default when absent. */
  readonly permissions?: readonly string[]
  /** ISO 8601 */
  readonly expires?: string
  readonly note?: string
}

/** `isthmus share …` */
export function addShareCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('share').description('What our users share with people on other clouds.')

  addOperatorCommand<CreateOptions>(group, surroundings, {
    syntax: 'create <PATH> <ADDRESS>',
    summary: 'Share a file or folder of a user with somebody on another cloud.',
    actor: 'user',
    examples: [
      'isthmus share create /Reports bob@cloud.example --as ann --permissions read,write',
      'isthmus share create /Reports/May.pdf bob@cloud.example --as ann --expires 7d --note "for our call"',
    ],
    options: (command) =>
      command
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
    async run(operator, { permissions, expires: expiresAt, note }, path, shareWith) {
      const order = { path, shareWith, permissions, expiresAt, note }
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
        share.shareWith,
        share.permissions.join(','),
        stateOf(share),
        share.expiresAt === null ? '' : showMoment(share.expiresAt),
      ])
      return { object: answer, lines: formatTable(headings, rows, 'No shares yet.') }
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

function describe(share: ShareObject): string[] {
  return formatFacts([
    ['Share', share.id],
    ['Name', share.name],
    ['Shared with', share.shareWith],
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
