import type { Command } from 'commander'
import { addOperatorCommand } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

interface TenantObject {
  readonly host: string
  readonly publicUrl: string
}

/** `isthmus tenant …` */
export function addTenantCommands(program: Command, surroundings: Surroundings): void {
  const group = program
    .command('tenant')
    .description('The clouds of this installation: each has a host, people, keys and trust of its own.')

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List them, the first one first.',
    actor: 'admin',
    examples: ['isthmus tenant list'],
    async run(operator) {
      const answer = await operator.ask<{ tenants: TenantObject[] }>('GET', '/api/v1/tenants')
      const rows = answer.tenants.map(({ host, publicUrl }) => [host, publicUrl])
      return { object: answer, lines: formatTable(['host', 'address'], rows) }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'add <URL>',
    summary: 'Make another cloud. Requests that name its host are its own.',
    actor: 'admin',
    examples: ['isthmus tenant add https://physics.example'],
    async run(operator, _options, publicUrl) {
      const tenant = await operator.ask<TenantObject>('POST', '/api/v1/tenants', { publicUrl })
      return {
        object: tenant,
        lines: [
          `${tenant.host} lives here. Lead its name to this server, and make somebody at home there:`,
          '',
          `  isthmus user add NAME --admin --tenant ${tenant.host}`,
        ],
      }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'rename <HOST> <URL>',
    summary:
      'Give a cloud another address. Its people have other federated addresses then: clouds that know the old ones ' +
      'find nobody there any more.',
    actor: 'admin',
    examples: ['isthmus tenant rename physics.example https://science.example'],
    async run(operator, _options, host, publicUrl) {
      const path = `/api/v1/tenants/${encodeURIComponent(host)}`
      const tenant = await operator.ask<TenantObject>('PATCH', path, { publicUrl })
      return { object: tenant, lines: [`${host} is ${tenant.host} now.`] }
    },
  })
}
