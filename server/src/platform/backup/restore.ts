import { copyFile, open, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crashPoint } from '../crash-points.ts'
import { openDataFolder } from '../data-folder.ts'
import { readDatabase, sqliteFaults } from '../database/index.ts'
import { fault } from '../errors.ts'
import { syncFolder } from '../sync-folder.ts'
import { type BackupFolder, openBackupFolder } from './backup-folder.ts'
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
}

export interface RestoreReport {
  /** Name of the backup. */
  readonly name: string
  /** ISO 8601 */
  readonly createdAt: string
  /** Whether the database was in the backup; else its own dump is still to be restored. */
  readonly withDatabase: boolean
  readonly blobs: { readonly count: number; readonly bytes: number }
  /** Ids of blobs that the data folder had lost already, or the backup has. */
  readonly lost: readonly string[]
}

/**
 * Makes a data folder of a backup. Keys and database come last: a folder whose restoring was interrupted is none.
 * @throws IsthmusError `backup-not-found`, `backup-damaged`, `data-folder-not-empty`, `data-folder-in-use`,
 *   `database-too-new`
 */
export async function restore(
  { progress }: { readonly progress: Advance },
  order: RestoreOrder,
): Promise<RestoreReport> {
  const source = await openBackupFolder(order.source)
  const name = await choose(source, order.name)
  const folder = join(source.path, name)
  const manifest = await readManifest(folder)
  await refuseOthersData(order.data)
  await using data = await openDataFolder(order.data)
  await compareFiles(folder, manifest)

  const withDatabase = manifest.files['isthmus.db'] !== undefined
  if (withDatabase) await bringDatabase(join(folder, 'isthmus.db'), `${data.databaseFile}.restoring`)
  await bringFile(join(folder, 'sealing.key'), `${data.keyFile}.restoring`)
  progress.begin(manifest.blobs.bytes)
  const lost = await restoreBlobs({ folder, source, data, progress, order })

  crashPoint('before-restored-database')
  await rename(`${data.keyFile}.restoring`, data.keyFile)
  if (withDatabase) await rename(`${data.databaseFile}.restoring`, data.databaseFile)
  await syncFolder(data.path)
  const { createdAt, blobs, missing } = manifest
  return { name, createdAt, withDatabase, blobs, lost: [...missing, ...lost].toSorted() }
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

async function bringFile(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  await using file = await open(to, 'r+')
  await file.chmod(0o600)
  await file.sync()
}

async function bringDatabase(from: string, to: string): Promise<void> {
  await bringFile(from, to)
  const faults = sqliteFaults(to)
  if (faults.length > 0) throw fault('backup-damaged', { detail: `The database: ${faults.join('; ')}.` })
  await using database = readDatabase({ kind: 'sqlite', file: to })
  const { unknown } = await database.migrations()
  if (unknown.length > 0) {
    throw fault('database-too-new', { detail: `This version does not know ${unknown.join(', ')}.` })
  }
  skipIds(to)
}

/** How many ids are left out; more than are given out between a backup and the day it is needed. */
const skipped = 1_000_000

/**
 * Ids that were given out after the backup are known to other servers and to clients: nothing else may get them.
 * What grows with the time, such as the numbers of changes, needs no help.
 */
function skipIds(database: string): void {
  using opened = new DatabaseSync(database)
  opened.exec(`UPDATE allocators SET next = next + ${skipped}`)
}
