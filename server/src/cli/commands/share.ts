import { type Command, InvalidArgumentError } from 'commander'
import { CommandFailure } from '../command-failure.ts'
import { expiryParser } from '../expiry.ts'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import { addLinkOptions, type LinkOptions, linkFieldsOf } from '../share/link-options.ts'
import { addSpaceOption, type SpaceOptions, withSpace } from '../space-option.ts'
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
  /** Of a link that the user made. */
  readonly link: LinkObject | null
}

interface LinkObject {
  readonly url: string
  readonly label: string | null
  readonly hasPassword: boolean
  readonly maxDownloads: number | null
  readonly downloads: number
}

interface CreateOptions extends OperatorOptions, LinkOptions {
  readonly link?: boolean
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

interface ChangeOptions extends OperatorOptions, LinkOptions {
  readonly permissions?: readonly string[]
  /** ISO 8601, or `never`. */
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
    summary:
      'Share a file or folder of a user with somebody on another cloud, with people of this one, or by a link.',
    actor: 'user',
    examples: [
      'isthmus share create /Reports/May.pdf bob@cloud.example --as ann --expires 7d --note "for our call"',
      'isthmus share create /Reports --link --password --max-downloads 5 --as ann',
    ],
    options: (command) =>
      addLinkOptions(command, { change: false })
        .option('--link', 'whoever has the link, in place of an address')
        .option('--with-user <NAME>', 'a user of this cloud, in place of an address')
        .option('--with-group <NAME>', 'a group of this cloud, in place of an address')
        .option('--space <ID>', 'the path is in the space of a team')
        .option(
          '--permissions <WORDS>',
          'read, write, share, joined by commas; create alone for a link that takes files (default: read)',
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
      const recipient = recipientOf(options, address)
      const linkFields = await linkFieldsOf(surroundings, options)
      const order = { path, space, ...recipient, permissions, expiresAt, note, ...linkFields }
      const share = await operator.ask<ShareObject>('POST', '/api/v1/shares', order)
      return { object: share, lines: describe(share) }
    },
  })

  addOperatorCommand<SpaceOptions>(group, surroundings, {
    syntax: 'list [PATH]',
    summary: 'List what a user shares, newest first, or the shares of one file or folder.',
    actor: 'user',
    examples: ['isthmus share list --as ann', 'isthmus share list /Trip --as ann'],
    options: addSpaceOption,
    async run(operator, { space }, path?: string) {
      const query = path === undefined ? {} : { path }
      const address = withSpace('/api/v1/shares', space, query)
      const answer = await operator.ask<{ shares: ShareObject[] }>('GET', address)
      const headings = ['id', 'name', 'shared with', 'permissions', 'state', 'expires', 'link']
      const rows = answer.shares.map((share) => [
        share.id,
        share.name,
        withWhom(share),
        share.permissions.join(','),
        stateOf(share),
        share.expiresAt === null ? '' : showMoment(share.expiresAt),
        share.link?.url ?? '',
      ])
      return { object: answer, lines: formatTable(headings, rows, 'No shares yet.') }
    },
  })

  addOperatorCommand<ChangeOptions>(group, surroundings, {
    syntax: 'change <ID>',
    summary: 'Change what a share allows, its end or its note, or what a link has. It counts at once.',
    actor: 'user',
    examples: [
      'isthmus share change 12 --as ann --expires never --note ""',
      'isthmus share change 13 --as ann --no-password --max-downloads none',
    ],
    options: (command) =>
      addLinkOptions(command, { change: true })
        .option('--permissions <WORDS>', 'read, write, share, joined by commas', parsePermissions)
        .option('--expires <WHEN>', 'when it ends: 7d, 2026-12-24, never', (text) =>
          text === 'never' ? text : expiryParser(surroundings)(text),
        )
        .option('--note <TEXT>', 'a word to the recipient; an empty one takes it away'),
    async run(operator, options, id) {
      const { permissions, expires, note } = options
      const linkFields = await linkFieldsOf(surroundings, options)
      const change = {
        permissions,
        expiresAt: expires === 'never' ? null : expires,
        note: note === '' ? null : note,
        ...linkFields,
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
    syntax: 'retry <ID>',
    summary:
      'Tell another cloud of a share now, that is late. One that was refused or could not be delivered is shared anew, under another id.',
    actor: 'user',
    examples: ['isthmus share retry 12 --as ann'],
    async run(operator, _options, id) {
      const share = await operator.ask<ShareObject>('POST', `/api/v1/shares/${encodeURIComponent(id)}/retry`)
      return { object: share, lines: describe(share) }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'revoke <ID>',
    summary: 'Take a share back, or put one away that came to nothing.',
    actor: 'user',
    examples: ['isthmus share revoke 12 --as ann'],
    async run(operator, _options, id) {
      await operator.ask('DELETE', `/api/v1/shares/${encodeURIComponent(id)}`)
      return { lines: [`Share ${id} is over.`] }
    },
  })
}

/** One of the ways to name a recipient. */
function recipientOf({ link, withUser, withGroup }: CreateOptions, address: string | undefined) {
  const named = [
    ...(address === undefined ? [] : [{ shareWith: address }]),
    ...(withUser === undefined ? [] : [{ shareWith: withUser, recipientKind: 'user' }]),
    ...(withGroup === undefined ? [] : [{ shareWith: withGroup, recipientKind: 'group' }]),
    ...(link === true ? [{ recipientKind: 'link' }] : []),
  ]
  const [recipient] = named
  if (recipient === undefined || named.length > 1) {
    throw new CommandFailure(
      'one-recipient',
      'Name one recipient: an address, --with-user, --with-group or --link.',
      {
        status: 2,
      },
    )
  }
  return recipient
}

function withWhom({ recipientKind, shareWith, link }: ShareObject): string {
  if (link !== null && link.label !== null) return `whoever has the link (${link.label})`
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
    ...(share.link === null ? [] : factsOf(share.link)),
  ])
}

function factsOf({ url, hasPassword, maxDownloads, downloads }: LinkObject): [string, string | undefined][] {
  return [
    ['Link', url],
    ['Password', hasPassword ? 'yes' : 'no'],
    ['Downloads', maxDownloads === null ? undefined : `${downloads} of ${maxDownloads}`],
  ]
}

function stateOf({ state, stateReason }: ShareObject): string {
  return stateReason === null ? state : `${state} (${stateReason})`
}

const words = ['read', 'write', 'share', 'create']

function parsePermissions(text: string): string[] {
  const chosen = text.split(',').map((word) => word.trim())
  if (chosen.every((word) => words.includes(word))) return chosen
  throw new InvalidArgumentError(`The words are ${words.join(', ')}.`)
}
