import type { Compilable, CompiledQuery, DialectAdapter, Kysely } from 'kysely'
import type { BoundValue } from './bound-value.ts'
import { directConnectionOf } from './direct-connection.ts'
import type { Schema } from './schema.ts'

/**
 * A query that is put together once, for those that every request asks: to build and write it takes Kysely many times
 * as long as SQLite takes to run it.
 *
 * ```ts
 * const spaceById = prepared((db, { id }: { id: number }) =>
 *   db.selectFrom('spaces').select('seq').where('id', '=', id),
 * )
 * const [space] = await spaceById(executor, { id: 7 })
 * ```
 *
 * @param build - called once for each database. What it gets for the values are placeholders: it hands them on to be
 *   bound, and cannot look at them. A number of LIMIT is written as `sql.lit`: SQLite plans anew for each that is bound
 * @returns runs the query with the values of the moment
 */
export function prepared<V extends { readonly [name in keyof V]: BoundValue }, Row>(
  build: (db: Kysely<Schema>, values: V) => Compilable<Row>,
): (executor: Kysely<Schema>, values: V) => Promise<Row[]> {
  const known = new WeakMap<DialectAdapter, CompiledQuery<Row>>()
  return async (executor, values) => {
    const direct = directConnectionOf(executor)
    const through = executor.getExecutor()
    let query = known.get(through.adapter)
    if (query === undefined) {
      query = build(executor, placeholders as V).compile()
      known.set(through.adapter, query)
    } else if (direct === undefined) {
      // Building it asks the plugins, one of which refuses what comes from a transaction that is over.
      through.transformQuery(query.query, query.queryId)
    }
    const { sql } = query
    const parameters = query.parameters.map((parameter) => valueOf(parameter, values))
    if (direct !== undefined) return direct.run<Row>({ sql, parameters })
    return (await executor.executeQuery<Row>({ ...query, parameters })).rows
  }
}

function valueOf(parameter: unknown, values: Readonly<Record<string, unknown>>): unknown {
  return parameter instanceof Placeholder ? values[parameter.name] : parameter
}

/** Stands for a value where a query is put together. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

const placeholders: unknown = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) })
