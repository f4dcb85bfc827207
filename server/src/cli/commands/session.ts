import type { Command } from 'commander'
import { showMoment } from '../moment.ts'
import { addOperatorCommand } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

interface SessionObject {
  readonly id: string
  readonly userAgent: string
  readonly address: string
  readonly createdAt: string
  readonly seenAt: string
}

/** `isthmus session …` */
export function addSessionCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('session').description('Browsers in which a user is signed in.')

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List the browsers in which a user is signed in.',
    actor: 'user',
    examples: ['isthmus session list --as ann'],
    async run(operator) {
      const answer = await operator.ask<{ sessions: SessionObject[] }>('GET', '/api/v1/sessions')
      const headings = ['id', 'browser', 'address', 'since', 'last seen']
      const rows = answer.sessions.map(({ id, userAgent, address, createdAt, seenAt }) => [
        id,
        userAgent,
        address,
        showMoment(createdAt),
        showMoment(seenAt),
      ])
      return { object: answer, lines: formatTable(headings, rows, 'Nowhere.') }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'revoke <ID>',
    summary: 'Sign a browser out.',
    actor: 'user',
    examples: ['isthmus session revoke 01934f2a-8c52-7c9e-a4d0-5f6b7c8d9e0f --as ann'],
    async run(operator, _options, id) {
      await operator.ask('DELETE', `/api/v1/sessions/${encodeURIComponent(id)}`)
      return { lines: ['It is signed out.'] }
    },
  })
}
