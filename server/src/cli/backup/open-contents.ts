import { stat } from 'node:fs/promises'
import { findInstanceId } from '../../accounts/index.ts'
import { buriedBlobs, countStoredContents, storedContents } from '../../files/index.ts'
import { type BackedUpBlob, measureFile, type StoredContents } from '../../platform/backup/index.ts'
import { FanOut } from '../../platform/blobs/index.ts'
import type { Config } from '../../platform/config/index.ts'
import { placesIn } from '../../platform/data-folder.ts'
import { type ReadOnlyDatabase, readDatabase } from '../../platform/database/index.ts'
import { databasePlaceOf } from '../../platform/database-place.ts'
import { CommandFailure } from '../command-failure.ts'

/**
 * Reads what a backup needs to know in a database: in a copy of it, or in the one that servers work with.
 * @param databaseFile - the copy
 * @throws CommandFailure `no-data-folder`
 */
export async function openContents(config: Config, databaseFile?: string): Promise<StoredContents> {
  const live = databasePlaceOf(config)
  await using resources = new AsyncDisposableStack()
  const database = resources.use(
    readDatabase(databaseFile === undefined ? live : { kind: 'sqlite', file: databaseFile }),
  )
  const instance = await findInstanceId(database.read)
  if (instance === undefined) {
    throw new CommandFailure('no-data-folder', 'The database was never used. Start the server.')
  }
  const { bytes } = await countStoredContents(database.read)
  const owned = resources.move()
  return {
    instance,
    bytes,
    blobs: () => (databaseFile === undefined ? allBlobs(config, database) : storedContents(database.read)),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** What a dump needs that was made a while ago: files that were removed since are in it, too. */
async function* allBlobs({ data }: Config, { read }: ReadOnlyDatabase): AsyncGenerator<BackedUpBlob> {
  yield* storedContents(read)
  const folders = new FanOut(placesIn(data).blobsFolder)
  for await (const blobId of buriedBlobs(read)) {
    const path = folders.pathOf(blobId)
    const isThere = await stat(path).then(
      () => true,
      () => false,
    )
    if (isThere) yield { blobId, ...(await measureFile(path)) }
  }
}
