import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { crashPoint } from '../crash-points.ts'
import type { DataPlaces } from '../data-folder.ts'
import { dumpPostgres, snapshotSqlite, type ToolEnvironment } from '../database/index.ts'
import { syncFolder } from '../sync-folder.ts'
import { backupName, ownBackupFolder } from './backup-folder.ts'
import { bringFile } from './bring-file.ts'
import { listName } from './listed-blobs.ts'
import { measureFile, writeManifest } from './manifest.ts'
import { removeOldBackups } from './remove-old-backups.ts'
import { type StoredBlobs, storeBlobs } from './store-blobs.ts'
import type { Advance, StoredContents } from './stored-contents.ts'

export interface BackupOrder {
  readonly data: DataPlaces
  /** `leave`: somebody has dumped it, before. At `url` it is on a PostgreSQL server, else in the data folder. */
  readonly database: 'leave' | { readonly url: string | undefined; readonly environment: ToolEnvironment }
  /** Folder of backups, absolute; made when missing. */
  readonly target: string
  /** How many backups stay, the new one among them; all when absent. */
  readonly keep?: number
}

/** What a backup needs that this platform does not have. */
export interface BackupContext {
  readonly clock: Pick<Clock, 'now'>
  /** Version of this program. */
  readonly program: string
  /**
   * Reads what a database says about the contents of files.
   * @param databaseFile - a copy in the backup; absent for the one that servers work with now
   */
  readonly openContents: (databaseFile?: string) => Promise<StoredContents>
  readonly progress: Advance
}

export interface BackupReport extends StoredBlobs {
  /** Absolute. */
  readonly folder: string
  /** Names of older backups that were removed. */
  readonly removed: readonly string[]
}

/**
 * Backs up a data folder, whether a server works with it or not.
 *
 * The database comes first, as it is at one moment. A blob never changes, and outlives its last use by a day: so
 * everything that this state of the database needs is there while it is copied.
 * @throws IsthmusError `backup-folder-unusable`, `backup-folder-in-use`, `database-tool-failed`; what the system says
 *   (`ENOSPC` …)
 */
export async function backUp(context: BackupContext, order: BackupOrder): Promise<BackupReport> {
  const { clock, openContents, progress } = context
  const instance = await instanceOf(openContents)
  using target = await ownBackupFolder(order.target, instance)
  const createdAt = clock.now()
  const name = backupName(createdAt)
  const folder = await target.begin(name)

  const database = await copyDatabase(order, folder)
  // After the database: a key file only grows.
  await bringFile(order.data.keyFile, join(folder, 'sealing.key'))
  await using contents = await openContents(database?.kind === 'sqlite' ? database.file : undefined)
  progress.begin(contents.bytes)
  const places = { from: order.data.blobsFolder, list: join(folder, listName) }
  const stored = await storeBlobs(contents, { target, progress, ...places })

  await writeManifest(folder, {
    format: 1,
    program: context.program,
    createdAt: new Date(createdAt).toISOString(),
    instance,
    files: {
      ...(database !== undefined && { [nameOf[database.kind]]: await measureFile(database.file) }),
      'sealing.key': await measureFile(join(folder, 'sealing.key')),
      'blobs.list': await measureFile(places.list),
    },
    blobs: stored.blobs,
    missing: [...stored.missing],
  })
  await syncFolder(folder)
  crashPoint('before-naming-backup')
  await target.finish(name)
  const removed = order.keep === undefined ? [] : await removeOldBackups(target, order.keep)
  return { folder: join(target.path, name), ...stored, removed }
}

const nameOf = { sqlite: 'isthmus.db', postgres: 'isthmus.dump' } as const

/** The database as it is at one moment; `undefined` when somebody else sees to it. */
async function copyDatabase(
  { data, database }: BackupOrder,
  folder: string,
): Promise<{ readonly kind: 'sqlite' | 'postgres'; readonly file: string } | undefined> {
  if (database === 'leave') return undefined
  const { url, environment } = database
  const kind = url === undefined ? 'sqlite' : 'postgres'
  const file = join(folder, nameOf[kind])
  if (url === undefined) await snapshotSqlite(data.databaseFile, file)
  else await dumpPostgres(url, file, environment)
  return { kind, file }
}

async function instanceOf(openContents: BackupContext['openContents']): Promise<string> {
  await using contents = await openContents()
  return contents.instance
}
