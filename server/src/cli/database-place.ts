import type { Config } from '../platform/config/index.ts'
import { placesIn } from '../platform/data-folder.ts'
import type { DatabasePlace } from '../platform/database/index.ts'

/** Where the database of an installation is. */
export function databasePlaceOf({ data, database }: Pick<Config, 'data' | 'database'>): DatabasePlace {
  return database.url === undefined
    ? { kind: 'sqlite', file: placesIn(data).databaseFile }
    : { kind: 'postgres', url: database.url }
}
