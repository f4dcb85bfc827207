import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import manifest from '../../../package.json' with { type: 'json' }
import { isDataFolder, placesIn } from '../../platform/data-folder.ts'
import { shownAdvance } from '../backup/shown-advance.ts'
import { CommandFailure } from '../command-failure.ts'
import { addDataFolderCommand, type DataFolderOptions } from '../data-folder-command.ts'
import { showMoment } from '../moment.ts'
import { shellQuote } from '../shell-quote.ts'
import { showSize } from '../show-size.ts'
import type { Surroundings } from '../surroundings.ts'

interface BackupOptions extends DataFolderOptions {
  readonly withoutDatabase?: boolean
  readonly keep?: number
}

interface RestoreOptions extends DataFolderOptions {
  readonly verify?: boolean
  readonly from?: string
  readonly keepGoing?: boolean
  readonly withoutDatabase?: boolean
}

/** `isthmus backup` and `isthmus restore` */
export function addBackupCommands(program: Command, surroundings: Surroundings): void {
  const { clock, environment, workingDirectory } = surroundings

  addDataFolderCommand<BackupOptions>(program, surroundings, {
    syntax: 'backup <DIR>',
    summary:
      'Back up the database, what files hold, and the keys into a folder of backups, also while the server runs.',
    examples: ['isthmus backup /mnt/backup/isthmus', 'isthmus backup /mnt/backup/isthmus --keep 14'],
    options: (command) =>
      command
        .option('--keep <N>', 'how many backups stay in the folder (default: all)', parseCount)
        .option('--without-database', 'a database on PostgreSQL was dumped by other means, before'),
    async run(config, { keep, withoutDatabase = false, json }, folder) {
      const { data } = config
      if (!(await isDataFolder(data)))
        throw new CommandFailure('no-data-folder', `There is no data in ${data}.`)
      const { backUp } = await import('../../platform/backup/index.ts')
      const { openContents } = await import('../backup/open-contents.ts')
      using progress = shownAdvance(surroundings, { json })
      const target = resolve(workingDirectory, folder)
      const { url } = config.database
      if (withoutDatabase && url === undefined) throw onlyForPostgres
      const database = withoutDatabase ? ('leave' as const) : { url, environment }
      const report = await backUp(
        {
          clock,
          program: manifest.version,
          openContents: (databaseFile) => openContents(config, databaseFile),
          progress,
        },
        { data: placesIn(data), database, target, ...(keep === undefined ? {} : { keep }) },
      )
      const { blobs, added, missing, removed } = report
      const message =
        `${missing.length} contents of files are not in ${data} as the database says; everything else is in the ` +
        'backup. Run isthmus doctor.'
      return {
        object: report,
        lines: [
          `${report.folder} is complete: ${blobs.count} contents of files with ${showSize(blobs.bytes)}, ` +
            `of which ${showSize(added.bytes)} are new.`,
          ...removed.map((name) => `Removed: ${name}`),
          ...(withoutDatabase
            ? ['Without the database: this belongs to the dump of it that was made before.']
            : []),
        ],
        ...(missing.length === 0 ? {} : { failure: { code: 'contents-missing', message } }),
      }
    },
  })

  addDataFolderCommand<RestoreOptions>(program, surroundings, {
    syntax: 'restore <DIR>',
    summary:
      'Make a new data folder (--data) of a backup; a database on PostgreSQL is restored to database.url, which must be empty.',
    examples: [
      'isthmus restore /mnt/backup/isthmus --data /srv/isthmus --verify',
      'isthmus restore /mnt/backup/isthmus --data /srv/before --from 2026-11-24T06-00-00.000Z',
    ],
    options: (command) =>
      command
        .option('--verify', 'compare what files hold with its checksums, byte by byte')
        .option('--from <NAME>', 'which backup in the folder (default: the newest)')
        .option('--keep-going', 'restore the rest when contents of files are lost or damaged')
        .option('--without-database', 'a database on PostgreSQL is restored by other means'),
    async run(config, { verify = false, from, keepGoing = false, withoutDatabase = false, json }, folder) {
      const { data } = config
      const { restore } = await import('../../platform/backup/index.ts')
      using progress = shownAdvance(surroundings, { json })
      const source = resolve(workingDirectory, folder)
      const name = from === undefined ? {} : { name: from }
      const { url } = config.database
      const database = withoutDatabase ? ('leave' as const) : { url, environment }
      const order = { source, ...name, data, verify, keepGoing, database }
      const report = await restore({ clock, progress }, order)
      const { blobs, lost, withDatabase } = report
      return {
        object: { ...report, data },
        lines: [
          `${data} is as it was on ${showMoment(report.createdAt)}: ${blobs.count} contents of files with ` +
            `${showSize(blobs.bytes)}${verify ? ', each compared with its checksum' : ''}.`,
          withDatabase
            ? `Start it with: isthmus serve --data ${shellQuote(data)}`
            : 'Restore the dump of the database that belongs to it, leave out ids, and start the server.',
        ],
        ...(lost.length === 0
          ? {}
          : {
              failure: { code: 'contents-missing', message: `${lost.length} contents of files are lost.` },
            }),
      }
    },
  })
}

const onlyForPostgres = new CommandFailure(
  'wrong-usage',
  'The database is in the data folder: --without-database is for one on PostgreSQL (database.url).',
  { status: 2 },
)

function parseCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a number of 1 or more.')
}
