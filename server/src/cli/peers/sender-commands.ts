import type { Command } from 'commander'
import { showMoment } from '../moment.ts'
import { addOperatorCommand } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

/** For whom senders are blocked. */
export interface SenderCommands {
  /** `anybody here` */
  readonly whose: string
  readonly actor: 'user' | 'admin'
  /** Of the list in the API. */
  readonly path: string
  /** How the group is called on the command line. */
  readonly prefix: string
}

/** Adds `sender list|block|unblock` to a group. */
export function addSenderCommands(
  above: Command,
  surroundings: Surroundings,
  { whose, actor, path, prefix }: SenderCommands,
): void {
  const group = above
    .command('sender')
    .description(`People at other servers from whom nothing is taken for ${whose}.`)
  const as = actor === 'user' ? ' --as bob' : ''
  const pathOf = (address: string) => `${path}/${encodeURIComponent(address)}`

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List the senders that are blocked.',
    actor,
    examples: [`${prefix} list${as}`],
    async run(operator) {
      const answer = await operator.ask<{ senders: { address: string; since: string }[] }>('GET', path)
      const rows = answer.senders.map(({ address, since }) => [address, showMoment(since)])
      return { object: answer, lines: formatTable(['address', 'blocked since'], rows, 'Nobody is blocked.') }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'block <ADDRESS>',
    summary: 'Take nothing from somebody, or from everybody at a server, any more; what was accepted stays.',
    actor,
    examples: [`${prefix} block eve@spam.example${as}`, `${prefix} block @spam.example${as}`],
    async run(operator, _options, address) {
      await operator.ask('PUT', pathOf(address))
      return { object: { address }, lines: [`Nothing of ${address} is taken any more.`] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'unblock <ADDRESS>',
    summary: 'Take shares of somebody again.',
    actor,
    examples: [`${prefix} unblock eve@spam.example${as}`],
    async run(operator, _options, address) {
      await operator.ask('DELETE', pathOf(address))
      return { object: { address }, lines: [`Shares of ${address} are taken again.`] }
    },
  })
}
