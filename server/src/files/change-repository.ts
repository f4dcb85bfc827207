import { type ExpressionBuilder, expressionBuilder, type Kysely, sql } from 'kysely'
import { prepared, type Schema, type Tx } from '../platform/database/index.ts'
import type { Change, Charge, SpaceUsage } from './change.ts'
import type { Node } from './node.ts'
import { type Anchor, type AnchorValues, valuesOf } from './view.ts'

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
  const [row] = await takeNumber(tx, { ...valuesOf(anchor), least })
  return row === undefined ? undefined : { spaceId: row.id, seq: row.seq, usage: usageOf(row) }
}

const takeNumber = prepared((db, values: AnchorValues & { least: number }) =>
  db
    .updateTable('spaces')
    .set((eb) => ({ seq: nextNumber(eb, values.least) }))
    .where('id', '=', spaceOf(db, values))
    .returning(['id', 'seq', 'quota', 'used', 'versions_used']),
)

/** Locks the row of a space as a change of it does, without changing anything. @returns the id of the space */
export async function holdSpace(tx: Tx, anchor: Anchor): Promise<number | undefined> {
  const row = await tx
    .updateTable('spaces')
    .set((eb) => ({ seq: eb.ref('seq') }))
    .where('id', '=', spaceOf(tx, valuesOf(anchor)))
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
  const [row] = await spaceState(executor, valuesOf(anchor))
  return row && { spaceId: row.id, seq: row.seq, logStart: row.log_start, usage: usageOf(row) }
}

const spaceState = prepared((db, anchor: AnchorValues) =>
  db
    .selectFrom('spaces')
    .where('id', '=', spaceOf(db, anchor))
    .select(['id', 'seq', 'log_start', 'quota', 'used', 'versions_used']),
)

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
  const { used, versionsUsed } = charge
  await addToSpace(tx, { spaceId, used, versionsUsed, seq: seq ?? null })
}

const addToSpace = prepared(
  (db, charge: { spaceId: number; used: number; versionsUsed: number; seq: number | null }) =>
    db
      .updateTable('spaces')
      .set((eb) => ({
        seq: eb.fn.coalesce(eb.val(charge.seq), 'seq'),
        used: eb('used', '+', charge.used),
        versions_used: eb('versions_used', '+', charge.versionsUsed),
      }))
      .where('id', '=', charge.spaceId),
)

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
  const { spaceId, at } = change
  const { seq, nodeId, kind, what, from } = line
  const place = { parentId: from?.parentId ?? null, path: from?.path ?? null }
  await insertChange(tx, { spaceId, at, seq, nodeId, kind, what, ...place })
}

type LogRow = Omit<LogLine, 'from'> & {
  readonly spaceId: number
  readonly at: number
  readonly parentId: number | null
  readonly path: string | null
}

const insertChange = prepared((db, row: LogRow) =>
  db.insertInto('changes').values({
    space_id: row.spaceId,
    seq: row.seq,
    node_id: row.nodeId,
    kind: row.kind,
    what: row.what,
    parent_id: row.parentId,
    path: row.path,
    at: row.at,
  }),
)

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
  const rows = await touchFromHere(tx, { nodeId, grown, ...tag })
  return rows.map(({ id }) => id)
}

const touchFromHere = prepared(
  (db, touch: { nodeId: number; grown: number; etagSeq: number; modifiedAt: number }) =>
    db
      .withRecursive('up(id, parent_id)', (here) =>
        here
          .selectFrom('nodes')
          .where('id', '=', touch.nodeId)
          .select(['id', 'parent_id'])
          .unionAll(
            here
              .selectFrom('up')
              .innerJoin('nodes as n', 'n.id', 'up.parent_id')
              .select(['n.id', 'n.parent_id']),
          ),
      )
      .updateTable('nodes')
      .set((eb) => ({
        etag_seq: touch.etagSeq,
        modified_at: touch.modifiedAt,
        size: eb('size', '+', touch.grown),
      }))
      .where('id', 'in', (eb) => eb.selectFrom('up').select('up.id'))
      .returning('id'),
)

function spaceOf(db: Pick<Kysely<Schema>, 'selectFrom'>, { tenant, nodeId, spaceId, owner }: AnchorValues) {
  const { coalesce } = expressionBuilder<Schema>().fn
  const spaces = db.selectFrom('spaces as s').where('s.tenant_id', '=', tenant).select('s.id as id')
  return coalesce(
    db
      .selectFrom('nodes')
      .where('nodes.id', '=', nodeId)
      .where('nodes.tenant_id', '=', tenant)
      // What is in the trash has no place, so nothing can be anchored there.
      .where('nodes.trash_id', 'is', null)
      .select('nodes.space_id as id'),
    spaces.where('s.id', '=', spaceId),
    // Not a parameter: only so does SQLite see that the partial index applies.
    spaces.where('s.owner_user_id', '=', owner).where('s.kind', '=', sql.lit('personal')),
  )
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
