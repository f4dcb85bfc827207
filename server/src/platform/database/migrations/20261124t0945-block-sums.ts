import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Contents know the checksums of their blocks. Those that were stored before have none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE contents ADD COLUMN block_sums TEXT').execute(db)
}
