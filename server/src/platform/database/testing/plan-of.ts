import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../database.ts'

/** How the database would run a statement, as its planner says. */
export async function planOf(
  database: Database,
  { sql: statement, parameters }: { readonly sql: string; readonly parameters: readonly unknown[] },
): Promise<string> {
  const explain = database.others === undefined ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
  const { rows } = await rawWith(`${explain} ${statement}`, parameters).execute(database.read)
  return JSON.stringify(rows)
}

/** A statement with its values in it: the plan of one without says nothing about them. */
function rawWith(statement: string, parameters: readonly unknown[]): RawBuilder<unknown> {
  const values = [...parameters]
  return sql.raw(
    statement.replaceAll(/\?|\$\d+/g, () => {
      const value = values.shift()
      return typeof value === 'number' ? String(value) : `'${String(value)}'`
    }),
  )
}
