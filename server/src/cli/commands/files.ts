import { resolve } from 'node:path'
import type { Command } from 'commander'
import { CommandFailure } from '../command-failure.ts'
import { getFiles } from '../files/get-files.ts'
import { putFiles } from '../files/put-files.ts'
import { openRemoteFiles, type RemoteFile, type RemoteFiles } from '../files/remote-files.ts'
import { parsePath, showPath } from '../files/remote-path.ts'
import { reportTransfer } from '../files/transfer-outcome.ts'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import { showSize } from '../show-size.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

/** `isthmus files …` */
export function addFilesCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('files').description('A user’s files, with what others share among them.')
  addTransferCommands(group, surroundings)

  addOperatorCommand(group, surroundings, {
    syntax: 'ls [PATH]',
    summary: 'List a folder.',
    actor: 'user',
    examples: ['isthmus files ls --as ann', 'isthmus files ls /Reports --as ann --json'],
    async run(operator, _options, path = '/') {
      const files = await openRemoteFiles(operator)
      const place = parsePath(path)
      const found = await statOrFail(files, path)
      const entries = found.kind === 'folder' ? await files.list(place) : [found]
      const rows = entries.map(({ kind, name, size, modifiedAt }) => [
        kind === 'folder' ? `${name}/` : name,
        size === undefined ? '' : showSize(size),
        modifiedAt === undefined ? '' : showMoment(new Date(modifiedAt).toISOString()),
      ])
      return {
        object: { path: showPath(place), entries },
        lines: formatTable(['name', 'size', 'changed'], rows, 'Nothing is in it.'),
      }
    },
  })

  addOperatorCommand<OperatorOptions & { readonly parents?: boolean }>(group, surroundings, {
    syntax: 'mkdir <PATH>',
    summary: 'Make a folder.',
    actor: 'user',
    examples: ['isthmus files mkdir /Reports/2026 --parents --as ann'],
    options: (command) => command.option('--parents', 'make what is missing above it, too; it may exist'),
    async run(operator, { parents = false }, path) {
      const files = await openRemoteFiles(operator)
      const place = parsePath(path)
      if (parents) {
        for (const depth of place.keys()) {
          const above = place.slice(0, depth + 1)
          if ((await files.stat(above)) === undefined) await files.makeFolder(above)
        }
      } else await files.makeFolder(place)
      return { lines: [`${showPath(place)} is there.`] }
    },
  })

  addOperatorCommand<OperatorOptions & { readonly force?: boolean }>(group, surroundings, {
    syntax: 'mv <FROM> <TO>',
    summary: 'Give a file or folder another name or another place.',
    actor: 'user',
    examples: ['isthmus files mv /draft.txt /Reports/May.txt --as ann'],
    options: (command) => command.option('--force', 'replace what is there'),
    async run(operator, { force = false }, from, to) {
      const files = await openRemoteFiles(operator)
      const source = parsePath(from)
      const target = parsePath(to)
      const isFolder = target.length === 0 || (await files.stat(target))?.kind === 'folder'
      const place = isFolder ? [...target, source.at(-1) ?? ''] : target
      await files.move(source, place, { overwrite: force })
      return { lines: [`It is at ${showPath(place)}.`] }
    },
  })

  addOperatorCommand<OperatorOptions & { readonly recursive?: boolean }>(group, surroundings, {
    syntax: 'rm <PATH>',
    summary: 'Remove a file, or a folder with all that is in it.',
    actor: 'user',
    examples: ['isthmus files rm /draft.txt --as ann', 'isthmus files rm /Reports --recursive --as ann'],
    options: (command) => command.option('--recursive', 'also a folder'),
    async run(operator, { recursive = false }, path) {
      const files = await openRemoteFiles(operator)
      const found = await statOrFail(files, path)
      if (found.kind === 'folder' && !recursive) {
        throw new CommandFailure('is-a-folder', `${path} is a folder: add --recursive to remove all of it.`)
      }
      await files.remove(parsePath(path))
      return { lines: ['It is removed.'] }
    },
  })
}

function addTransferCommands(group: Command, surroundings: Surroundings): void {
  const { workingDirectory } = surroundings

  addOperatorCommand(group, surroundings, {
    syntax: 'put <FILE> [PATH]',
    summary:
      'Upload a file, or what is in a folder with all that is below it. PATH is a name, or a folder to put it into.',
    actor: 'user',
    examples: ['isthmus files put May.pdf /Reports --as ann', 'isthmus files put ~/Photos /Photos --as ann'],
    async run(operator, { json }, file, path?: string) {
      const local = resolve(workingDirectory, file)
      const target = path === undefined ? {} : { target: parsePath(path) }
      const files = await openRemoteFiles(operator)
      return reportTransfer(await putFiles(surroundings, files, { local, ...target, json }))
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'get <PATH> [FILE]',
    summary:
      'Download a file, or what is in a folder with all that is below it. FILE is a name, or a folder to put it into. ' +
      'Called again, it goes on where it broke off.',
    actor: 'user',
    examples: ['isthmus files get /Reports/May.pdf --as ann', 'isthmus files get / /mnt/ann --as ann'],
    async run(operator, { json }, path, file?: string) {
      const target = file === undefined ? {} : { target: resolve(workingDirectory, file) }
      const order = { path: parsePath(path), folder: workingDirectory, ...target, json }
      const files = await openRemoteFiles(operator)
      return reportTransfer(await getFiles(surroundings, files, order))
    },
  })
}

async function statOrFail(files: RemoteFiles, path: string): Promise<RemoteFile> {
  const found = await files.stat(parsePath(path))
  if (found !== undefined) return found
  throw new CommandFailure('not-found', `There is no ${path} among these files.`)
}
