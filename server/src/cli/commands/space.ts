import type { Command } from 'commander'
import { sizeOrNone } from '../../platform/config/quantity.ts'
import { CommandFailure } from '../command-failure.ts'
import { showMoment } from '../moment.ts'
import type { Operator } from '../operator-client.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import { showSize } from '../show-size.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'
import { addSpaceMemberCommands } from './space-member.ts'

interface SpaceObject {
  readonly id: string
  readonly kind: 'personal' | 'team'
  readonly name: string
  readonly role: string | null
  readonly quota: number | null
  readonly used: number
  readonly createdAt: string
}

/** `isthmus space …` */
export function addSpaceCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('space').description('Spaces of teams: files that belong to nobody alone.')

  addOperatorCommand(group, surroundings, {
    syntax: 'list',
    summary: 'List the spaces of all teams; with --as those that a user works in.',
    actor: 'admin',
    examples: ['isthmus space list', 'isthmus space list --as ann'],
    async run(operator, { as }) {
      const spaces =
        as === undefined
          ? await listTeamSpaces(operator)
          : (await operator.ask<{ spaces: SpaceObject[] }>('GET', '/api/v1/spaces')).spaces
      const rows = spaces.map(({ id, name, kind, role, used, quota, createdAt }) => [
        id,
        kind === 'personal' ? '(own files)' : name,
        role ?? '',
        showSize(used),
        quota === null ? 'no limit' : showSize(quota),
        showMoment(createdAt),
      ])
      return {
        object: { spaces },
        lines: formatTable(['id', 'name', 'role', 'used', 'quota', 'since'], rows, 'No spaces.'),
      }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'create <NAME>',
    summary: 'Make a space for a team; the user is its first manager.',
    actor: 'user',
    examples: ['isthmus space create Choir --as ann'],
    async run(operator, _options, name) {
      const made = await operator.ask<SpaceObject>('POST', '/api/v1/spaces', { name })
      return { object: made, lines: [`The space ${made.name} has the id ${made.id}.`] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'rename <ID> <NAME>',
    summary: 'Give a space another name, as one of its managers or an administrator.',
    actor: 'user',
    examples: ['isthmus space rename 5 "Big choir" --as ann'],
    async run(operator, _options, id, name) {
      const renamed = await operator.ask<SpaceObject>('PATCH', pathOf(id), { name })
      return { object: renamed, lines: [`The space is called ${renamed.name}.`] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'quota <ID> <SIZE>',
    summary: 'Set how much a space may hold, also that of a user: 10GiB, or none for no limit.',
    actor: 'admin',
    examples: ['isthmus space quota 5 10GiB', 'isthmus space quota 5 none'],
    async run(operator, _options, id, written) {
      const quota = parseQuota(written)
      await operator.ask('PUT', `${pathOf(id)}/quota`, { quota })
      return { lines: [quota === null ? 'It has no limit.' : `It may hold ${showSize(quota)}.`] }
    },
  })

  addOperatorCommand<OperatorOptions & { readonly confirm?: string }>(group, surroundings, {
    syntax: 'delete <ID>',
    summary: 'Delete a space with everything in it, for good, as one of its managers or an administrator.',
    actor: 'user',
    examples: ['isthmus space delete 5 --confirm Choir --as ann'],
    options: (command) => command.option('--confirm <NAME>', 'name of the space: there is no way back'),
    async run(operator, { confirm }, id) {
      if (confirm === undefined) {
        const { name } = await operator.ask<SpaceObject>('GET', pathOf(id))
        throw new CommandFailure(
          'not-confirmed',
          `Everything in the space ${name} is deleted for good. To do it, add --confirm with its name.`,
          { status: 2 },
        )
      }
      await operator.ask('DELETE', `${pathOf(id)}?${new URLSearchParams({ name: confirm }).toString()}`)
      return { lines: ['It is deleted for good.'] }
    },
  })

  addSpaceMemberCommands(group, surroundings)
}

function pathOf(id: string): string {
  return `/api/v1/spaces/${encodeURIComponent(id)}`
}

/**
 * @returns bytes; null without a limit
 * @throws CommandFailure `wrong-size`
 */
function parseQuota(written: string): number | null {
  const parsed = sizeOrNone.schema.safeParse(written)
  if (!parsed.success) throw new CommandFailure('wrong-size', `Write ${sizeOrNone.expects}.`, { status: 2 })
  return Number.isFinite(parsed.data) ? parsed.data : null
}

async function listTeamSpaces(operator: Operator): Promise<SpaceObject[]> {
  const spaces: SpaceObject[] = []
  let after: string | null = null
  do {
    const query = new URLSearchParams({ limit: '500', ...(after !== null && { after }) })
    const page: { spaces: SpaceObject[]; next: string | null } = await operator.ask(
      'GET',
      `/api/v1/team-spaces?${query.toString()}`,
    )
    spaces.push(...page.spaces)
    after = page.next
  } while (after !== null)
  return spaces
}
