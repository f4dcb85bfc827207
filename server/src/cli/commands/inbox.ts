import { type Command, Option } from 'commander'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import { addSenderCommands } from '../peers/sender-commands.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatFacts, formatTable } from '../table.ts'

interface InboxObject {
  readonly id: string
  readonly name: string
  readonly source: string
  readonly sender: { readonly address: string }
  readonly trust: { readonly level: 'signed' | 'unsigned' | 'local' }
  readonly permissions: readonly string[]
  readonly state: string
  readonly path: string | null
}

/** How sure it is who shares it. */
const verified = { local: 'here', signed: 'yes', unsigned: 'no' }

interface RulesObject {
  readonly local: string
  readonly federated: string
}

interface RulesOptions extends OperatorOptions {
  readonly local?: string
  readonly federated?: string
}

/** `isthmus inbox …` */
export function addInboxCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('inbox').description('What others share with our users.')

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List what a user was offered, newest first.',
    actor: 'user',
    examples: ['isthmus inbox list --as bob'],
    async run(operator) {
      const answer = await operator.ask<{ items: InboxObject[] }>('GET', '/api/v1/inbox')
      const headings = ['id', 'name', 'from', 'verified', 'permissions', 'state', 'path']
      const rows = answer.items.map((item) => [
        item.id,
        item.name,
        item.sender.address,
        verified[item.trust.level],
        item.permissions.join(','),
        item.state,
        item.path ?? '',
      ])
      return { object: answer, lines: formatTable(headings, rows, 'Nothing yet.') }
    },
  })

  addOperatorCommand<RulesOptions>(group, surroundings, {
    syntax: 'rules',
    summary:
      'Show or change what happens with what a user is offered: put among the files at once, or asked about.',
    actor: 'user',
    examples: ['isthmus inbox rules --as bob', 'isthmus inbox rules --as bob --local ask --federated accept'],
    options: (command) =>
      command
        .addOption(new Option('--local <RULE>', 'for what people here share').choices(['accept', 'ask']))
        .addOption(
          new Option('--federated <RULE>', 'for what people on clouds share that are known').choices([
            'accept',
            'ask',
          ]),
        ),
    async run(operator, { local, federated }) {
      const path = '/api/v1/inbox/rules'
      const rules = await (local === undefined && federated === undefined
        ? operator.ask<RulesObject>('GET', path)
        : operator.ask<RulesObject>('PATCH', path, { local, federated }))
      const lines = formatFacts([
        ['From here', rules.local],
        ['From other clouds', rules.federated],
      ])
      return { object: rules, lines }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'accept <ID>',
    summary: 'Accept a share: it appears in the user’s files.',
    actor: 'user',
    examples: ['isthmus inbox accept 3 --as bob'],
    async run(operator, _options, id) {
      const item = await operator.ask<InboxObject>('POST', `/api/v1/inbox/${encodeURIComponent(id)}/accept`)
      return { object: item, lines: [`It is at ${item.path ?? '?'} in the user’s files.`] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'decline <ID>',
    summary: 'Decline a share, or leave one that was accepted.',
    actor: 'user',
    examples: ['isthmus inbox decline 3 --as bob'],
    async run(operator, _options, id) {
      const item = await operator.ask<InboxObject>('POST', `/api/v1/inbox/${encodeURIComponent(id)}/decline`)
      return { object: item, lines: ['It is declined.'] }
    },
  })

  addSenderCommands(group, surroundings, {
    whose: 'one user',
    actor: 'user',
    path: '/api/v1/me/blocked-senders',
    prefix: 'isthmus inbox sender',
  })
}
