import { sql } from 'kysely'
import type { Database } from './database.ts'

/** How much room a database takes, in bytes; without what is written but not yet put in its place. */
export async function databaseSize({ read, others }: Pick<Database, 'read' | 'others'>): Promise<number> {
  const question =
    others === undefined
      ? sql<{
          bytes: number
        }>`SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()`
      : sql<{ bytes: number }>`SELECT pg_database_size(current_database()) AS bytes`
  const { rows } = await question.execute(read)
  return rows[0]?.bytes ?? 0
}
