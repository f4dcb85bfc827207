import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { DataPlaces } from '../data-folder.ts'
import {
  type DatabasePlace,
  fillPostgres,
  readDatabase,
  runOnPostgres,
  sqliteFaults,
  type ToolEnvironment,
} from '../database/index.ts'
import { fault } from '../errors.ts'
import { bringFile } from './bring-file.ts'
import type { Manifest } from './manifest.ts'

/** How the database of a backup comes to its place. */
export interface DatabaseBringing {
  /** Does what can be done while the data folder is none yet. */
  bring(): Promise<void>
  /** What gives the database its name in the data folder: files to rename, `[from, to]`. */
  readonly names: readonly (readonly [string, string])[]
}

/**
 * Looks whether the database of a backup can be restored to where it is to be.
 * @param folder - of the backup
 * @param target - the place on a server; the data folder when absent
 * @throws IsthmusError `backup-unfit`, `database-not-empty`, `database-unusable`
 */
export async function planDatabase(
  { folder, manifest: { files }, data }: { folder: string; manifest: Manifest; data: DataPlaces },
  target: { readonly url: string; readonly environment: ToolEnvironment } | undefined,
): Promise<DatabaseBringing> {
  if (files['isthmus.db'] !== undefined) {
    if (target !== undefined) {
      const detail = 'It holds a database of SQLite, and database.url names one of PostgreSQL.'
      throw fault('backup-unfit', { detail })
    }
    const draft = `${data.databaseFile}.restoring`
    return {
      bring: () => bringSqlite(join(folder, 'isthmus.db'), draft),
      names: [[draft, data.databaseFile]],
    }
  }
  if (files['isthmus.dump'] === undefined) return { bring: async () => {}, names: [] }
  if (target === undefined) {
    throw fault('backup-unfit', {
      detail:
        'It holds a database of PostgreSQL. Let database.url name an empty one, or restore that by yourself and add ' +
        '--without-database.',
    })
  }
  await refuseFilled(target.url)
  return { bring: () => bringPostgres(join(folder, 'isthmus.dump'), target), names: [] }
}

async function bringSqlite(from: string, to: string): Promise<void> {
  await bringFile(from, to)
  const faults = sqliteFaults(to)
  if (faults.length > 0) throw fault('backup-damaged', { detail: `The database: ${faults.join('; ')}.` })
  await refuseNewer({ kind: 'sqlite', file: to })
  using opened = new DatabaseSync(to)
  opened.exec(skipIds)
}

async function bringPostgres(
  from: string,
  { url, environment }: { readonly url: string; readonly environment: ToolEnvironment },
): Promise<void> {
  await fillPostgres(url, from, environment)
  await refuseNewer({ kind: 'postgres', url })
  await runOnPostgres(url, skipIds)
}

/** How many ids are left out; more than are given out between a backup and the day it is needed. */
const skipped = 1_000_000

/**
 * Ids that were given out after the backup are known to other servers and to clients: nothing else may get them.
 * What grows with the time, such as the numbers of changes, needs no help.
 */
const skipIds = `UPDATE allocators SET next = next + ${skipped}`

async function refuseNewer(place: DatabasePlace): Promise<void> {
  await using database = readDatabase(place)
  const { unknown } = await database.migrations()
  if (unknown.length === 0) return
  throw fault('database-too-new', { detail: `This version does not know ${unknown.join(', ')}.` })
}

async function refuseFilled(url: string): Promise<void> {
  const tables = await runOnPostgres(
    url,
    'SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() LIMIT 1',
  )
  if (tables > 0) throw fault('database-not-empty')
}
