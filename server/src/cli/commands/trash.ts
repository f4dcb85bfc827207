import type { Command } from 'commander'
import { showMoment } from '../moment.ts'
import type { Operator } from '../operator-client.ts'
import { addOperatorCommand } from '../operator-command.ts'
import { showSize } from '../show-size.ts'
import { addSpaceOption, type SpaceOptions, withSpace } from '../space-option.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

interface TrashObject {
  readonly id: string
  readonly path: string
  readonly size: number
  readonly deletedAt: string
  readonly expiresAt: string
}

/** `isthmus trash …` */
export function addTrashCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('trash').description('What a user, or a team, has removed.')

  addOperatorCommand<SpaceOptions>(group, surroundings, {
    syntax: 'list',
    summary: 'List what is in the trash, what was removed last first.',
    actor: 'user',
    examples: ['isthmus trash list --as ann', 'isthmus trash list --as ann --space 5 --json'],
    options: addSpaceOption,
    async run(operator, { space }) {
      const items = await listTrash(operator, space)
      const rows = items.map(({ id, path, size, deletedAt, expiresAt }) => [
        id,
        path,
        showSize(size),
        showMoment(deletedAt),
        showMoment(expiresAt),
      ])
      return {
        object: { items },
        lines: formatTable(['id', 'path', 'size', 'removed', 'deleted for good'], rows, 'It is empty.'),
      }
    },
  })

  addOperatorCommand<SpaceOptions>(group, surroundings, {
    syntax: 'restore <ID>',
    summary: 'Take something out of the trash, back to where it was or as near as there still is a folder.',
    actor: 'user',
    examples: ['isthmus trash restore 4711 --as ann'],
    options: addSpaceOption,
    async run(operator, { space }, id) {
      const path = withSpace(`/api/v1/trash/${encodeURIComponent(id)}/restore`, space)
      const restored = await operator.ask<{ path: string }>('POST', path)
      return { object: restored, lines: [`It is at ${restored.path}.`] }
    },
  })

  addOperatorCommand<SpaceOptions>(group, surroundings, {
    syntax: 'delete <ID>',
    summary: 'Delete something in the trash for good.',
    actor: 'user',
    examples: ['isthmus trash delete 4711 --as ann'],
    options: addSpaceOption,
    async run(operator, { space }, id) {
      await operator.ask('DELETE', withSpace(`/api/v1/trash/${encodeURIComponent(id)}`, space))
      return { lines: ['It is deleted for good.'] }
    },
  })

  addOperatorCommand<SpaceOptions>(group, surroundings, {
    syntax: 'empty',
    summary: 'Delete everything in the trash for good.',
    actor: 'user',
    examples: ['isthmus trash empty --as ann'],
    options: addSpaceOption,
    async run(operator, { space }) {
      const emptied = await operator.ask<{ deleted: number }>('DELETE', withSpace('/api/v1/trash', space))
      return { object: emptied, lines: [`Deleted for good: ${emptied.deleted}.`] }
    },
  })
}

/** All of it, page by page. */
async function listTrash(operator: Operator, space: string | undefined): Promise<TrashObject[]> {
  const items: TrashObject[] = []
  let after: string | null = null
  do {
    const page: { items: TrashObject[]; next: string | null } = await operator.ask(
      'GET',
      withSpace('/api/v1/trash', space, { limit: '500', ...(after !== null && { after }) }),
    )
    items.push(...page.items)
    after = page.next
  } while (after !== null)
  return items
}
