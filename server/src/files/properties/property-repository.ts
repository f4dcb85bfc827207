import type { DeadProperty, PropertyName } from '@isthmus/webdav'
import type { Kysely } from 'kysely'
import { batchesOf } from '../../platform/database/batches.ts'
import type { Schema, Tx } from '../../platform/database/index.ts'

/** Dead properties by node id; nodes without any are missing. */
export type PropertiesByNode = ReadonlyMap<number, readonly DeadProperty[]>

export async function findProperties(
  executor: Kysely<Schema>,
  nodeIds: readonly number[],
): Promise<PropertiesByNode> {
  const rows: PropertyRow[] = []
  for (const batch of batchesOf(nodeIds)) {
    rows.push(
      ...(await executor
        .selectFrom('node_properties')
        .where('node_id', 'in', batch)
        .select(['node_id', 'namespace', 'name', 'xml'])
        .orderBy('node_id')
        .orderBy('namespace')
        .orderBy('name')
        .execute()),
    )
  }
  return byNode(rows)
}

/** Those of a folder and of everything directly in it, with one statement. */
export async function findPropertiesIn(
  executor: Kysely<Schema>,
  folderId: number,
): Promise<PropertiesByNode> {
  const rows = await executor
    .selectFrom('node_properties')
    .where('node_id', '=', folderId)
    .select(['node_id', 'namespace', 'name', 'xml'])
    .unionAll((db) =>
      db
        .selectFrom('nodes as n')
        // Keeps SQLite from beginning with all properties that there are.
        .crossJoin('node_properties as p')
        .whereRef('p.node_id', '=', 'n.id')
        .where('n.parent_id', '=', folderId)
        .select(['p.node_id', 'p.namespace', 'p.name', 'p.xml']),
    )
    .orderBy('node_id')
    .orderBy('namespace')
    .orderBy('name')
    .execute()
  return byNode(rows)
}

export async function countProperties(executor: Kysely<Schema>, nodeId: number): Promise<number> {
  const { count } = await executor
    .selectFrom('node_properties')
    .where('node_id', '=', nodeId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Stores properties, in place of those with the same names. */
export async function putProperties(
  tx: Tx,
  nodeId: number,
  properties: readonly DeadProperty[],
): Promise<void> {
  if (properties.length === 0) return
  await tx
    .insertInto('node_properties')
    .values(properties.map(({ namespace, local, xml }) => ({ node_id: nodeId, namespace, name: local, xml })))
    .onConflict((conflict) =>
      conflict
        .columns(['node_id', 'namespace', 'name'])
        .doUpdateSet((eb) => ({ xml: eb.ref('excluded.xml') })),
    )
    .execute()
}

export async function deleteProperties(
  tx: Tx,
  nodeId: number,
  names: readonly PropertyName[],
): Promise<void> {
  if (names.length === 0) return
  await tx
    .deleteFrom('node_properties')
    .where('node_id', '=', nodeId)
    .where((eb) =>
      eb(
        eb.refTuple('namespace', 'name'),
        'in',
        names.map(({ namespace, local }) => eb.tuple(namespace, local)),
      ),
    )
    .execute()
}

/** Gives a node the properties of another one, and no others. */
export async function copyProperties(tx: Tx, fromNodeId: number, toNodeId: number): Promise<void> {
  await tx.deleteFrom('node_properties').where('node_id', '=', toNodeId).execute()
  const found = (await findProperties(tx, [fromNodeId])).get(fromNodeId) ?? []
  await putProperties(tx, toNodeId, found)
}

interface PropertyRow {
  node_id: number
  namespace: string
  name: string
  xml: string
}

function byNode(rows: readonly PropertyRow[]): PropertiesByNode {
  const properties = new Map<number, DeadProperty[]>()
  for (const { node_id: nodeId, namespace, name: local, xml } of rows) {
    const property = { namespace, local, xml }
    const others = properties.get(nodeId)
    if (others === undefined) properties.set(nodeId, [property])
    else others.push(property)
  }
  return properties
}
