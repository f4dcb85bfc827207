import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { crashPoint } from '../crash-points.ts'
import { openDataFolder, writeFingerprint } from '../data-folder.ts'
import type { ToolEnvironment } from '../database/index.ts'
import { fault } from '../errors.ts'
import { syncFolder } from '../sync-folder.ts'
import { type BackupFolder, openBackupFolder } from './backup-folder.ts'
import { type DatabaseBringing, planDatabase } from './bring-database.ts'
import { bringFile } from './bring-file.ts'
import { type Manifest, measureFile, readManifest } from './manifest.ts'
import { restoreBlobs } from './restore-blobs.ts'
import type { Advance } from './stored-contents.ts'

export interface RestoreOrder {
  /** Folder of backups, absolute. */
  readonly source: string
  /** Name of the backup; the newest when absent. */
  readonly name?: string
  /** Data folder, absolute; made when missing, empty otherwise. */
  readonly data: string
  /** Compare what files hold with its checksums, byte by byte. */
  readonly verify: boolean
  /** Restore what is there, when some of what files hold is lost or damaged. */
  readonly keepGoing: boolean
  /**
   * `leave`: somebody else restores it. Else a dump of PostgreSQL is restored to the empty database at `url`, and a
   * database of SQLite into the data folder, where there is no `url`.
   */
  readonly database: 'leave' | { readonly url: string | undefined; readonly environment: ToolEnvironment }
}

export interface RestoreReport {
  /** Name of the backup. */
  readonly name: string
  /** ISO 8601 */
  readonly createdAt: string
  /** Whether the database was restored; else its own dump is still to be. */
  readonly withDatabase: boolean
  readonly blobs: { readonly count: number; readonly bytes: number }
  /** Ids of blobs that the data folder had lost already, or the backup has. */
  readonly lost: readonly string[]
}

/**
 * Makes a data folder of a backup. Keys and database come last: a folder whose restoring was interrupted is none.
 * Clients are told by a new fingerprint that files may have gone back in time.
 * @throws IsthmusError `backup-not-found`, `backup-damaged`, `backup-unfit`, `data-folder-not-empty`,
 *   `data-folder-in-use`, `database-not-empty`, `database-tool-failed`, `database-too-new`
 */
export async function restore(
  { clock, progress }: { readonly clock: Pick<Clock, 'now'>; readonly progress: Advance },
  order: RestoreOrder,
): Promise<RestoreReport> {
  const source = await openBackupFolder(order.source)
  const name = await choose(source, order.name)
  const folder = join(source.path, name)
  const manifest = await readManifest(folder)
  await refuseOthersData(order.data)
  await using data = await openDataFolder(order.data)
  await compareFiles(folder, manifest)

  const database = await planned(order, { folder, manifest, data })
  await bringFile(join(folder, 'sealing.key'), `${data.keyFile}.restoring`)
  progress.begin(manifest.blobs.bytes)
  const lost = await restoreBlobs({ folder, source, data, progress, order })
  await database.bring()
  await writeFingerprint(data, String(clock.now()))

  crashPoint('before-restored-database')
  await rename(`${data.keyFile}.restoring`, data.keyFile)
  for (const [from, to] of database.names) await rename(from, to)
  await syncFolder(data.path)
  const { createdAt, blobs, missing, files } = manifest
  const isIn = files['isthmus.db'] !== undefined || files['isthmus.dump'] !== undefined
  const withDatabase = isIn && order.database !== 'leave'
  return { name, createdAt, withDatabase, blobs, lost: [...missing, ...lost].toSorted() }
}

async function planned(
  { database }: RestoreOrder,
  backup: Parameters<typeof planDatabase>[0],
): Promise<DatabaseBringing> {
  if (database === 'leave') return { bring: async () => {}, names: [] }
  const { url, environment } = database
  return planDatabase(backup, url === undefined ? undefined : { url, environment })
}

async function choose(source: BackupFolder, wanted: string | undefined): Promise<string> {
  const names = await source.finished()
  const name = wanted ?? names.at(-1)
  if (name !== undefined && names.includes(name)) return name
  const others = names.length === 0 ? '' : ` There are: ${names.join(', ')}.`
  throw fault('backup-not-found', { detail: `Folder: ${source.path}.${others}` })
}

/** What may lie in a data folder that is to be filled. */
const harmless = new Set(['isthmus.yaml', 'lost+found', 'owner.lock', 'reserve'])

async function refuseOthersData(path: string): Promise<void> {
  const entries = await readdir(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  if (entries.every((entry) => harmless.has(entry))) return
  throw fault('data-folder-not-empty', { detail: `Folder: ${path}.` })
}

async function compareFiles(folder: string, { files }: Manifest): Promise<void> {
  for (const [name, facts] of Object.entries(files)) {
    const path = join(folder, name)
    const { size, sha256 } = await measureFile(path)
    if (size !== facts.size || sha256 !== facts.sha256) {
      throw fault('backup-damaged', { detail: `File: ${path}.` })
    }
  }
}
