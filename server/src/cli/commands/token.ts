import type { Command } from 'commander'
import { expiryParser } from '../expiry.ts'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

interface TokenObject {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly expiresAt: string | null
}

interface CreateOptions extends OperatorOptions {
  /** ISO 8601 */
  readonly expires?: string
}

/** `isthmus token …` */
export function addTokenCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('token').description('Bearer tokens by which programs act for a user.')

  addOperatorCommand<CreateOptions>(group, surroundings, {
    syntax: 'create <NAME>',
    summary: 'Make a token and print it; it is shown this once.',
    actor: 'user',
    examples: [
      'isthmus token create backup --as ann --expires 90d',
      'isthmus token create backup --as ann --json',
    ],
    options: (command) =>
      command.option(
        '--expires <WHEN>',
        'when it ends: 90d, 2026-12-24, 2026-12-24T18:00:00Z',
        expiryParser(surroundings),
      ),
    async run(operator, { expires: expiresAt }, name) {
      const made = await operator.ask<TokenObject & { token: string }>('POST', '/api/v1/tokens', {
        name,
        expiresAt,
      })
      return { object: made, lines: [made.token] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List a user’s tokens, without the tokens themselves.',
    actor: 'user',
    examples: ['isthmus token list --as ann'],
    async run(operator) {
      const answer = await operator.ask<{ tokens: TokenObject[] }>('GET', '/api/v1/tokens')
      const headings = ['id', 'name', 'since', 'expires']
      const rows = answer.tokens.map((token) => [
        token.id,
        token.name,
        showMoment(token.createdAt),
        token.expiresAt === null ? '' : showMoment(token.expiresAt),
      ])
      return { object: answer, lines: formatTable(headings, rows, 'No tokens yet.') }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'revoke <ID>',
    summary: 'End a token.',
    actor: 'user',
    examples: ['isthmus token revoke 01934f2a-8c52-7c9e-a4d0-5f6b7c8d9e0f --as ann'],
    async run(operator, _options, id) {
      await operator.ask('DELETE', `/api/v1/tokens/${encodeURIComponent(id)}`)
      return { lines: ['It opens nothing any more.'] }
    },
  })
}
