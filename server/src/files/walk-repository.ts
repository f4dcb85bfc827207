import type { DavPath } from '@isthmus/webdav'
import { type Kysely, sql } from 'kysely'
import type { UserId } from '../platform/actor.ts'
import { prepared, type Schema } from '../platform/database/index.ts'
import type { Node } from './node.ts'
import { nodeColumns, nodeOf } from './node-row.ts'
import { type Anchor, type AnchorValues, valuesOf } from './view.ts'

/** Where going down a path has ended. */
export interface Reached {
  /** Names of the path that were found. */
  readonly depth: number
  /** The node of the last of them; that of the anchor, when there is none. */
  readonly node: Node
}

/**
 * Goes down a path as far as there is anything, in one statement.
 *
 * @param path - names from the anchor down
 * @returns `undefined` when there is no anchor
 */
export async function walk(
  executor: Kysely<Schema>,
  anchor: Anchor,
  path: DavPath,
): Promise<Reached | undefined> {
  const [row] = await ends(path.length)(executor, wayOf(anchor, path))
  return row && { depth: row.position, node: nodeOf(row) }
}

/**
 * Goes down a path and lists what is directly in its end, in one statement.
 *
 * @returns `children` in the order of their names; none when the path ends early
 */
export async function walkAndList(
  executor: Kysely<Schema>,
  anchor: Anchor,
  path: DavPath,
): Promise<{ reached: Reached | undefined; children: Node[] }> {
  const [row, ...children] = await listings(path.length)(executor, wayOf(anchor, path))
  return { reached: row && { depth: row.position, node: nodeOf(row) }, children: children.map(nodeOf) }
}

const ends = forEachLength((length) => prepared((db, way: Way) => endOf(walked(db, way, length))))

const listings = forEachLength((length) =>
  prepared((db, way: Way) =>
    endOf(walked(db, way, length))
      .unionAll((walkedDb) =>
        walkedDb
          .selectFrom('reached as w')
          .innerJoin('nodes as n', 'n.parent_id', 'w.id')
          .leftJoin('contents as c', 'c.id', 'n.content_id')
          .where('w.position', '=', sql.lit(length))
          .select([sql<number>`w.position + 1`.as('position'), ...nodeColumns]),
      )
      .orderBy('position')
      .orderBy('name'),
  ),
)

function endOf(db: ReturnType<typeof walked>) {
  return db
    .selectFrom('reached as w')
    .innerJoin('nodes as n', 'n.id', 'w.id')
    .leftJoin('contents as c', 'c.id', 'n.content_id')
    .select(['w.position', ...nodeColumns])
}

/** `walked(position, id)`: the node of the anchor at 0, then a row for each name that is found; `reached`: the last of them. */
function walked(executor: Kysely<Schema>, way: Way, length: number) {
  const nodesOnTheWay = executor.withRecursive('walked(position, id)', (db) => {
    const root = db
      .selectFrom('nodes as n')
      .where('n.tenant_id', '=', way.tenant)
      // What is in the trash has no place, so nothing can be anchored there.
      .where('n.trash_id', 'is', null)
      .where('n.id', '=', (eb) =>
        eb.fn.coalesce(eb.val(way.nodeId), teamRoot(db, way.spaceId), personalRoot(db, way.owner)),
      )
      .select([sql<number>`0`.as('position'), 'n.id'])
    if (length === 0) return root
    const cases = Array.from(
      { length },
      (_, position) => sql`when ${sql.lit(position)} then ${way[`name${position}`]}`,
    )
    return root.unionAll(
      db
        .selectFrom('walked as w')
        .innerJoin('nodes as n', 'n.parent_id', 'w.id')
        .where('n.name', '=', sql<string>`case w.position ${sql.join(cases, sql` `)} end`)
        .select([sql<number>`w.position + 1`.as('position'), 'n.id']),
    )
  })
  return nodesOnTheWay.with('reached', (db) =>
    db
      .selectFrom('walked')
      .select(['position', 'id'])
      .orderBy('position', 'desc')
      // Not a parameter: SQLite would plan the query anew each time.
      .limit(sql.lit(1)),
  )
}

/** The values of a query that goes down a path: an anchor of any kind, and the names. */
interface Way extends AnchorValues {
  readonly [name: `name${number}`]: string
}

function wayOf(anchor: Anchor, path: DavPath): Way {
  const names = Object.fromEntries(path.map((name, position) => [`name${position}`, name]))
  return { ...valuesOf(anchor), ...names }
}

/** The text of such a query holds as many names as the path has. There are no more lengths than `maxPathDepth`. */
function forEachLength<Query>(prepare: (length: number) => Query): (length: number) => Query {
  const queries: Query[] = []
  return (length) => (queries[length] ??= prepare(length))
}

function teamRoot(db: Pick<Kysely<Schema>, 'selectFrom'>, spaceId: number | null) {
  return db.selectFrom('spaces').where('id', '=', spaceId).select('root_node_id')
}

function personalRoot(db: Pick<Kysely<Schema>, 'selectFrom'>, userId: UserId | null) {
  return (
    db
      .selectFrom('spaces')
      .where('owner_user_id', '=', userId)
      // Not a parameter: only so does SQLite see that the partial index applies.
      .where('kind', '=', sql.lit('personal'))
      .select('root_node_id')
  )
}
