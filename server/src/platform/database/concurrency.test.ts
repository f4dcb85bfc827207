import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from './database.ts'
import { openTemporaryDatabase } from './testing/temporary-database.ts'

const accounts = ['a', 'b', 'c', 'd']
const total = 400

/** One thing that somebody does with the database while others do something else. */
type Action =
  | { kind: 'move'; from: number; to: number; amount: number }
  /** Takes the money, and fails before it gives it. */
  | { kind: 'lose'; from: number; amount: number }
  /** Fails in SQL, after it has created money. */
  | { kind: 'clash'; to: number }
  | { kind: 'read' }
  | { kind: 'stream' }

const account = fc.nat(accounts.length - 1)
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), from: account, to: account, amount: fc.nat(100) }),
  fc.record({ kind: fc.constant('lose' as const), from: account, amount: fc.nat(100) }),
  fc.record({ kind: fc.constant('clash' as const), to: account }),
  fc.constant({ kind: 'read' as const }),
  fc.constant({ kind: 'stream' as const }),
)

test('whatever happens at the same time, every read sees all of a write or none of it', async () => {
  await using database = await openTemporaryDatabase()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(action, { maxLength: 12 }), { maxLength: 6 }), async (people) => {
      await reset(database)
      const expected = new Map(accounts.map((name) => [name, total / accounts.length]))
      await Promise.all(people.map((actions) => live(database, actions, expected)))
      expect(new Map(await balances(database))).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

async function live(
  database: Database,
  actions: readonly Action[],
  expected: Map<string, number>,
): Promise<void> {
  for (const one of actions) {
    const outcome = await perform(database, one).then(
      (sum) => sum,
      (error: unknown) => error,
    )
    if (one.kind === 'lose') expect(outcome).toEqual(new Error('lost'))
    else if (one.kind === 'clash') expect(String(outcome)).toMatch(/unique/i)
    else expect(outcome).toBe(total)
    if (one.kind === 'move') {
      add(expected, nameOf(one.from), -one.amount)
      add(expected, nameOf(one.to), one.amount)
    }
  }
}

/** @returns what all accounts hold together, as this action sees it */
async function perform(database: Database, one: Action): Promise<number> {
  switch (one.kind) {
    case 'read':
      return sumOf(await balances(database))
    case 'stream':
      return sumOf(
        await Array.fromAsync(selectBalances(database).stream(1), ({ name, next }) => [name, next] as const),
      )
    default:
      return database.write(async (tx) => {
        if (one.kind !== 'clash') await change(tx, nameOf(one.from), -one.amount)
        if (one.kind === 'lose') throw new Error('lost')
        await change(tx, nameOf(one.to), one.kind === 'clash' ? 1_000 : one.amount)
        if (one.kind === 'clash')
          await tx
            .insertInto('allocators')
            .values({ name: nameOf(one.to), next: 0 })
            .execute()
        const { sum } = await tx
          .selectFrom('allocators')
          .select((eb) => eb.fn.sum<number>('next').as('sum'))
          .executeTakeFirstOrThrow()
        return sum
      })
  }
}

async function change(db: Database['read'], name: string, amount: number): Promise<void> {
  await db
    .updateTable('allocators')
    .set((eb) => ({ next: eb('next', '+', amount) }))
    .where('name', '=', name)
    .execute()
}

async function reset(database: Database): Promise<void> {
  await database.write(async (tx) => {
    await sql`DELETE FROM allocators`.execute(tx)
    const rows = accounts.map((name) => ({ name, next: total / accounts.length }))
    await tx.insertInto('allocators').values(rows).execute()
  })
}

function selectBalances(database: Database) {
  return database.read.selectFrom('allocators').select(['name', 'next'])
}

async function balances(database: Database): Promise<(readonly [string, number])[]> {
  return (await selectBalances(database).execute()).map(({ name, next }) => [name, next] as const)
}

function sumOf(entries: readonly (readonly [string, number])[]): number {
  return entries.reduce((sum, [, balance]) => sum + balance, 0)
}

function nameOf(index: number): string {
  return accounts[index] ?? ''
}

function add(map: Map<string, number>, name: string, amount: number): void {
  map.set(name, (map.get(name) ?? 0) + amount)
}
