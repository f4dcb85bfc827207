import type { Command } from 'commander'
import { CommandFailure } from '../command-failure.ts'
import { parsePath, showPath } from '../files/remote-path.ts'
import { showMoment } from '../moment.ts'
import type { Operator } from '../operator-client.ts'
import { addOperatorCommand } from '../operator-command.ts'
import { showSize } from '../show-size.ts'
import { addSpaceOption, type SpaceOptions, withSpace } from '../space-option.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

interface VersionObject {
  readonly id: string
  readonly size: number
  readonly modifiedAt: string
  readonly replacedAt: string
}

/** `isthmus versions …` */
export function addVersionsCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('versions').description('What files held before they were changed.')

  addOperatorCommand<SpaceOptions>(group, surroundings, {
    syntax: 'list <PATH>',
    summary: 'List what a file held before, newest first.',
    actor: 'user',
    examples: ['isthmus versions list /Reports/May.pdf --as ann'],
    options: addSpaceOption,
    async run(operator, { space }, path) {
      const file = await findFileId(operator, path, space)
      const answer = await operator.ask<{ versions: VersionObject[] }>('GET', versionsOf(file))
      const rows = answer.versions.map(({ id, size, modifiedAt, replacedAt }) => [
        id,
        showSize(size),
        showMoment(modifiedAt),
        showMoment(replacedAt),
      ])
      return {
        object: answer,
        lines: formatTable(['id', 'size', 'changed', 'replaced'], rows, 'It was never changed.'),
      }
    },
  })

  addOperatorCommand<SpaceOptions>(group, surroundings, {
    syntax: 'restore <PATH> <ID>',
    summary: 'Give a file back what it held before; what it holds now becomes a version.',
    actor: 'user',
    examples: ['isthmus versions restore /Reports/May.pdf 57 --as ann'],
    options: addSpaceOption,
    async run(operator, { space }, path, id) {
      const file = await findFileId(operator, path, space)
      await operator.ask('POST', `${versionsOf(file)}/${encodeURIComponent(id)}/restore`)
      return { lines: [`${showPath(parsePath(path))} is what it was.`] }
    },
  })
}

function versionsOf(file: string): string {
  return `/api/v1/files/${file}/versions`
}

/** @throws CommandFailure `not-found`; ProblemError for a folder that is not there */
async function findFileId(operator: Operator, written: string, space: string | undefined): Promise<string> {
  const path = parsePath(written)
  let offset: number | null = 0
  while (offset !== null) {
    const page: FolderPage = await operator.ask(
      'GET',
      withSpace('/api/v1/files', space, {
        path: showPath(path.slice(0, -1)),
        limit: '1000',
        offset: String(offset),
      }),
    )
    const found = page.entries.find(({ kind, name }) => kind === 'file' && name === path.at(-1))
    if (found?.received === 'inside') {
      throw new CommandFailure('not-found', `${written} is on another server, which keeps its versions.`)
    }
    if (found?.id !== undefined && found.id !== null) return found.id
    offset = page.next
  }
  throw new CommandFailure('not-found', `There is no file ${written}.`)
}

interface FolderPage {
  readonly entries: readonly {
    readonly id: string | null
    readonly kind: 'file' | 'folder'
    readonly name: string
    readonly received: 'root' | 'inside' | null
  }[]
  readonly next: number | null
}
