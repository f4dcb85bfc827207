import { type ExpressionBuilder, expressionBuilder, type Kysely, sql } from 'kysely'
import type { Schema, Tx } from '../platform/database/index.ts'
import type { Change, Charge, SpaceUsage } from './change.ts'
import type { Node } from './node.ts'
import type { Anchor } from './view.ts'

/**
 * Takes the next number of the space that the anchor lies in. The row stays locked until the transaction ends, so
 * that changes of one space happen one after the other and see each other.
 * @param least - the number is not below it
 * @returns `undefined` when there is no anchor
 */
export async function takeFirstNumber(
  tx: Tx,
  anchor: Anchor,
  least: number,
): Promise<{ spaceId: number; seq: number; usage: SpaceUsage } | undefined> {
  const row = await tx
    .updateTable('spaces')
    .set((eb) => ({ seq: nextNumber(eb, least) }))
    .where('id', '=', spaceOf(anchor))
    .returning(['id', 'seq', 'quota', 'used', 'versions_used'])
    .executeTakeFirst()
  return row === undefined ? undefined : { spaceId: row.id, seq: row.seq, usage: usageOf(row) }
}

/** Locks the row of a space as a change of it does, without changing anything. @returns the id of the space */
export async function holdSpace(tx: Tx, anchor: Anchor): Promise<number | undefined> {
  const row = await tx
    .updateTable('spaces')
    .set((eb) => ({ seq: eb.ref('seq') }))
    .where('id', '=', spaceOf(anchor))
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** How far the log of a space goes, and what the space holds. */
export interface SpaceState {
  readonly spaceId: number
  /** Number of the last change. */
  readonly seq: number
  /** Number of the last change that the log has forgotten. */
  readonly logStart: number
  readonly usage: SpaceUsage
}

/** The space that the anchor lies in; `undefined` when there is no anchor. */
export async function findSpaceState(
  executor: Kysely<Schema>,
  anchor: Anchor,
): Promise<SpaceState | undefined> {
  const row = await executor
    .selectFrom('spaces')
    .where('id', '=', spaceOf(anchor))
    .select(['id', 'seq', 'log_start', 'quota', 'used', 'versions_used'])
    .executeTakeFirst()
  return row && { spaceId: row.id, seq: row.seq, logStart: row.log_start, usage: usageOf(row) }
}

/**
 * Charges a space.
 * @param seq - the last number that was given out, when the charge is one of a change
 */
export async function chargeSpace(
  tx: Tx,
  spaceId: number,
  charge: Pick<Charge, 'used' | 'versionsUsed'>,
  seq?: number,
): Promise<void> {
  await tx
    .updateTable('spaces')
    .set((eb) => ({
      ...(seq === undefined ? {} : { seq }),
      used: eb('used', '+', charge.used),
      versions_used: eb('versions_used', '+', charge.versionsUsed),
    }))
    .where('id', '=', spaceId)
    .execute()
}

/** A line of the log. */
export interface LogLine {
  readonly seq: number
  readonly nodeId: number
  readonly kind: Node['kind']
  /** `moved` and `gone` are about everything in a folder, too. */
  readonly what: 'put' | 'moved' | 'gone'
  /** Where it was, when it is gone. */
  readonly from?: {
    readonly parentId: number
    /** Names from the root of the space, joined by `/`. */
    readonly path: string
  }
}

export async function insertLogLine(
  tx: Tx,
  change: Pick<Change, 'spaceId' | 'at'>,
  line: LogLine,
): Promise<void> {
  await tx
    .insertInto('changes')
    .values({
      space_id: change.spaceId,
      seq: line.seq,
      node_id: line.nodeId,
      kind: line.kind,
      what: line.what,
      parent_id: line.from?.parentId ?? null,
      path: line.from?.path ?? null,
      at: change.at,
    })
    .execute()
}

/**
 * Gives a node, and every folder that it is in up to the root, the tag of a change.
 * @param grown - bytes that came to what they hold; negative when some went
 * @returns the ids of all of them
 */
export async function touchUpwards(
  tx: Tx,
  nodeId: number,
  grown: number,
  tag: { readonly etagSeq: number; readonly modifiedAt: number },
): Promise<number[]> {
  const rows = await tx
    .withRecursive('up(id, parent_id)', (db) =>
      db
        .selectFrom('nodes')
        .where('id', '=', nodeId)
        .select(['id', 'parent_id'])
        .unionAll(
          db.selectFrom('up').innerJoin('nodes as n', 'n.id', 'up.parent_id').select(['n.id', 'n.parent_id']),
        ),
    )
    .updateTable('nodes')
    .set((eb) => ({ etag_seq: tag.etagSeq, modified_at: tag.modifiedAt, size: eb('size', '+', grown) }))
    .where('id', 'in', (eb) => eb.selectFrom('up').select('up.id'))
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

function spaceOf(anchor: Anchor) {
  const eb = expressionBuilder<Schema>()
  if ('nodeId' in anchor) {
    return (
      eb
        .selectFrom('nodes')
        .where('nodes.id', '=', anchor.nodeId)
        .where('nodes.tenant_id', '=', anchor.tenant)
        // What is in the trash has no place, so nothing can be anchored there.
        .where('nodes.trash_id', 'is', null)
        .select('nodes.space_id as id')
    )
  }
  const spaces = eb.selectFrom('spaces as s').where('s.tenant_id', '=', anchor.tenant).select('s.id as id')
  return 'spaceId' in anchor
    ? spaces.where('s.id', '=', anchor.spaceId)
    : spaces
        .where('s.owner_user_id', '=', anchor.personalSpaceOf)
        // Not a parameter: only so does SQLite see that the partial index applies.
        .where('s.kind', '=', sql.lit('personal'))
}

function usageOf(row: { quota: number | null; used: number; versions_used: number }): SpaceUsage {
  return {
    ...(row.quota === null ? {} : { quota: row.quota }),
    used: row.used,
    versionsUsed: row.versions_used,
  }
}

/**
 * Gives mounts, no two of them in one space, and the folders around them the next tag of their spaces, with a line
 * in the log for each.
 * @param least - no number is below it
 */
export async function touchMountNodes(
  tx: Tx,
  mounts: readonly Pick<Node, 'id' | 'spaceId'>[],
  { at, least }: { readonly at: number; readonly least: number },
): Promise<void> {
  const spaces = await tx
    .updateTable('spaces')
    .set((eb) => ({ seq: nextNumber(eb, least) }))
    .where(
      'id',
      'in',
      mounts.map(({ spaceId }) => spaceId),
    )
    .returning(['id', 'seq'])
    .execute()
  const numbers = new Map(spaces.map(({ id, seq }) => [id, seq]))
  await tx
    .insertInto('changes')
    .values(
      mounts.map(({ id, spaceId }) => ({
        space_id: spaceId,
        seq: numbers.get(spaceId) ?? 0,
        node_id: id,
        kind: 'mount',
        what: 'put',
        parent_id: null,
        path: null,
        at,
      })),
    )
    .execute()
  await tx
    .withRecursive('up(id, parent_id)', (db) =>
      db
        .selectFrom('nodes')
        .where(
          'id',
          'in',
          mounts.map(({ id }) => id),
        )
        .select(['id', 'parent_id'])
        .unionAll(
          db.selectFrom('up').innerJoin('nodes as n', 'n.id', 'up.parent_id').select(['n.id', 'n.parent_id']),
        ),
    )
    .updateTable('nodes')
    .set((eb) => ({
      etag_seq: eb.selectFrom('spaces as s').whereRef('s.id', '=', 'nodes.space_id').select('s.seq'),
      modified_at: at,
    }))
    .where('id', 'in', (eb) => eb.selectFrom('up').select('up.id'))
    .execute()
}

function nextNumber(eb: ExpressionBuilder<Schema, 'spaces'>, least: number) {
  return eb
    .case()
    .when('seq', '<', least)
    .then(eb.val(least))
    .else(eb('seq', '+', 1))
    .end()
}
