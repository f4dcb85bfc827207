import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'

/** Finds out which tables a statement reads from one end to the other, as the planner of the database says. */
export type FindScans = (statement: string) => Promise<string[]>

/**
 * @param database - is filled with rows where its planner looks at how many there are
 * @returns what takes statements with `?` for their values
 */
export async function scanFinder(database: Database): Promise<FindScans> {
  if (database.others === undefined) return (statement) => scannedBySqlite(database, statement)
  await database.write((tx) => sql.raw(manyRows).execute(tx))
  return (statement) => scannedByPostgres(database, statement)
}

async function scannedBySqlite(database: Database, statement: string): Promise<string[]> {
  const plan = await sql
    .raw<{ detail: string }>(`explain query plan ${statement.replaceAll('?', '1')}`)
    .execute(database.read)
  const scanned = plan.rows.map(({ detail }) => /^SCAN (\S+)/.exec(detail)?.[1] ?? '')
  return scanned.filter((name) => largeTables.has(name))
}

/** With the names that statements give them; everything else is small, or a result of the statement itself. */
const largeTables = new Set([
  'spaces',
  's',
  'nodes',
  'n',
  'child',
  'contents',
  'c',
  'versions',
  'v',
  'node_properties',
  'p',
  'locks',
  'trashed',
  't',
  'changes',
])

/** In small tables the planner takes no index. */
const manyRows = `
  INSERT INTO contents
    SELECT id, 1, md5(id::text), 1, md5(id::text), md5(id::text), 0 FROM generate_series(1000000, 1005000) id;
  INSERT INTO nodes (id, tenant_id, space_id, parent_id, name, folded_name, kind, content_id, size, etag_seq,
      created_at, modified_at)
    SELECT id, 1, 1, CASE WHEN id > 1000100 THEN 1000000 + id % 100 END, id::text, id::text, 'file', id, 1, 1, 0, 0
    FROM generate_series(1000000, 1005000) id;
  INSERT INTO versions SELECT id, id, id % 100, 1, 0, id FROM generate_series(1000000, 1005000) id;
  INSERT INTO node_properties SELECT id, '', 'p', '' FROM generate_series(1000000, 1005000) id;
  INSERT INTO locks SELECT id::text, id % 100, id, '', '', '', '', id FROM generate_series(1000000, 1005000) id;
  INSERT INTO trashed SELECT id, id % 100, 1, '', '', '', id FROM generate_series(1000000, 1005000) id;
  INSERT INTO changes SELECT id % 100, id, id, '', '', NULL, NULL, 0 FROM generate_series(1000000, 1005000) id;
  INSERT INTO spaces
    SELECT id, 1, 'personal', id::text, '', id, 0, 0, NULL, 0, 0, 0 FROM generate_series(1000000, 1005000) id;
  INSERT INTO dead_blobs SELECT 'dead ' || id, id FROM generate_series(1, 5000) id;
  ANALYZE`

async function scannedByPostgres(database: Database, statement: string): Promise<string[]> {
  const explained = `EXPLAIN (FORMAT JSON) ${statement.replaceAll('?', "'1'")}`
  const { rows } = await database.write((tx) => sql.raw<{ 'QUERY PLAN': string }>(explained).execute(tx))
  return (JSON.parse(rows[0]?.['QUERY PLAN'] ?? '[]') as { Plan: PlanNode }[]).flatMap(({ Plan }) =>
    tablesOf(Plan).filter((name) => largeTables.has(name)),
  )
}

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly PlanNode[]
}

function tablesOf(node: PlanNode): string[] {
  const below = (node.Plans ?? []).flatMap(tablesOf)
  const readsAll = node['Node Type'] === 'Seq Scan' || ('Index Name' in node && !('Index Cond' in node))
  return readsAll ? [node['Relation Name'] ?? node['Index Name'] ?? '', ...below] : below
}
