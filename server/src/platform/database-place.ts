import type { Config } from './config/index.ts'
import { placesIn } from './data-folder.ts'
import type { DatabasePlace } from './database/index.ts'

/** Where the database of an installation is. */
export function databasePlaceOf({ data, database }: Pick<Config, 'data' | 'database'>): DatabasePlace {
  return database.url === undefined
    ? { kind: 'sqlite', file: placesIn(data).databaseFile }
    : { kind: 'postgres', url: database.url, poolSize: database.poolSize }
}
