import { AsyncLocalStorage } from 'node:async_hooks'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { createMemoryLogger } from '../logging/index.ts'
import { afterCommit } from './after-commit.ts'
import type { Database, Tx } from './database.ts'
import { openDatabase } from './open-database.ts'
import { openTemporaryDatabase } from './testing/temporary-database.ts'
import { makeTemporaryPlace } from './testing/temporary-place.ts'

describe('writing', () => {
  test('what a write has stored can be read when it resolves', async () => {
    await using database = await openTemporaryDatabase()
    expect(await database.write((tx) => put(tx, 'a', 1))).toBe('a')
    expect(await counters(database)).toEqual({ a: 1 })
  })

  test('a write that throws leaves nothing, and rejects with what was thrown', async () => {
    await using database = await openTemporaryDatabase()
    const failing = database.write(async (tx) => {
      await put(tx, 'a', 1)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await counters(database)).toEqual({})
  })

  test('writes that are asked for together are as good as one after the other: no update is lost', async () => {
    await using database = await openTemporaryDatabase()
    await database.write((tx) => put(tx, 'a', 0))
    const seen = await Promise.all(
      Array.from({ length: 100 }, () =>
        database.write(async (tx) => {
          const { next } = await tx
            .selectFrom('allocators')
            .select('next')
            .where('name', '=', 'a')
            .executeTakeFirstOrThrow()
          await tx
            .updateTable('allocators')
            .set({ next: next + 1 })
            .where('name', '=', 'a')
            .execute()
          return next + 1
        }),
      ),
    )
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
    expect(await counters(database)).toEqual({ a: 100 })
  })

  test('what a write has found missing is still missing when it is committed', async () => {
    await using database = await openTemporaryDatabase()
    // Each looks at what the others write, and writes what the others look at.
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        database.write(async (tx) => {
          const found = await tx.selectFrom('allocators').select('name').execute()
          if (found.length < 3) await put(tx, `a${index}`, index)
        }),
      ),
    )
    expect(Object.keys(await counters(database))).toHaveLength(3)
  })

  test('a write that fails takes none with it that is asked for at the same time', async () => {
    await using database = await openTemporaryDatabase()
    await database.write((tx) => put(tx, 'a', 1))
    const outcomes = await Promise.allSettled([
      database.write((tx) => put(tx, 'b', 2)),
      database.write((tx) => put(tx, 'a', 3)),
      database.write((tx) => put(tx, 'c', 4)),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await counters(database)).toEqual({ a: 1, b: 2, c: 4 })
  })

  test('a statement that fails fails the write, also when it is caught', async () => {
    await using database = await openTemporaryDatabase()
    const careless = database.write(async (tx) => {
      await put(tx, 'a', 1)
      await put(tx, 'a', 2).catch(() => {})
    })
    await expect(careless).rejects.toThrow(/unique/i)
    expect(await counters(database)).toEqual({})
  })

  test('what a write makes of a statement that fails is what it rejects with', async () => {
    await using database = await openTemporaryDatabase()
    const refusing = database.write(async (tx) => {
      await put(tx, 'a', 1)
      await put(tx, 'a', 2).catch(() => {
        throw new Error('there is one')
      })
    })
    await expect(refusing).rejects.toThrow('there is one')
  })

  test('a write inside of a write throws instead of waiting for itself', async () => {
    await using database = await openTemporaryDatabase()
    const nested = database.write(async () => {
      await Promise.resolve()
      await database.write((tx) => put(tx, 'a', 1))
    })
    await expect(nested).rejects.toThrow('Database.write was called inside of a write')
    expect(await counters(database)).toEqual({})
  })

  test('reading beside the tx inside of a write throws', async () => {
    await using database = await openTemporaryDatabase()
    const mixed = database.write(async () => counters(database))
    await expect(mixed).rejects.toThrow('Database.read was used inside of a write')
  })

  test('what a write has started may write when that write is over', async () => {
    await using database = await openTemporaryDatabase()
    const gate = Promise.withResolvers<void>()
    const writeLater = async () => {
      await gate.promise
      return database.write((tx) => put(tx, 'b', 2))
    }
    let later: Promise<string> = Promise.resolve('')
    await database.write(async (tx) => {
      later = writeLater()
      await put(tx, 'a', 1)
    })
    gate.resolve()
    await later
    expect(await counters(database)).toEqual({ a: 1, b: 2 })
  })

  test('a tx that outlived its write is refused', async () => {
    await using database = await openTemporaryDatabase()
    let kept: Tx | undefined
    await database.write(async (tx) => {
      kept = tx
    })
    const second = database.write(async () => {
      if (kept !== undefined) await put(kept, 'a', 1)
    })
    await expect(second).rejects.toThrow('after its write had ended')
  })

  test('what a failed write has left running stores nothing', async () => {
    await using database = await openTemporaryDatabase()
    const failing = database.write(async (tx) => {
      const several = async () => {
        for (let index = 0; index < 20; index += 1) await put(tx, `left-${index}`, index)
      }
      await Promise.all([several(), put(tx, 'a', 1), put(tx, 'a', 2)])
    })
    await Promise.allSettled([failing, database.write((tx) => put(tx, 'b', 3))])
    await expect(failing).rejects.toThrow(/unique/i)
    expect(await counters(database)).toEqual({ b: 3 })
  })

  test('a write runs in the asynchronous context of its caller', async () => {
    await using database = await openTemporaryDatabase()
    const caller = new AsyncLocalStorage<string>()
    const seen = await Promise.all(
      ['ann', 'bob'].map((name) => caller.run(name, () => database.write(async () => caller.getStore()))),
    )
    expect(seen).toEqual(['ann', 'bob'])
  })

  test('writes that were asked for before the database is closed are finished, later ones are refused', async () => {
    await using temporary = await makeTemporaryPlace()
    const database = await openDatabase({ ...temporary.place, clock: systemClock })
    const last = database.write((tx) => put(tx, 'a', 1))
    const closing = database[Symbol.asyncDispose]()
    await expect(database.write((tx) => put(tx, 'b', 1))).rejects.toThrow('closed')
    await Promise.all([last, closing])
    await using again = await openDatabase({ ...temporary.place, clock: systemClock })
    expect(await counters(again)).toEqual({ a: 1 })
  })
})

describe('after the commit', () => {
  test('callbacks run once, in order, when the rows can be read, before the write resolves', async () => {
    await using database = await openTemporaryDatabase()
    const order: string[] = []
    let read: Promise<object> = Promise.resolve({})
    await database.write(async (tx) => {
      afterCommit(tx, () => {
        order.push('first')
        read = counters(database)
      })
      afterCommit(tx, () => order.push('second'))
      await put(tx, 'a', 1)
      order.push('write')
    })
    order.push('resolved')
    expect(order).toEqual(['write', 'first', 'second', 'resolved'])
    expect(await read).toEqual({ a: 1 })
  })

  test('callbacks of a write that fails are dropped', async () => {
    await using database = await openTemporaryDatabase()
    const called: string[] = []
    const failing = database.write(async (tx) => {
      afterCommit(tx, () => called.push('no'))
      throw new Error('rolled back')
    })
    await Promise.allSettled([
      failing,
      database.write(async (tx) => afterCommit(tx, () => called.push('yes'))),
    ])
    expect(called).toEqual(['yes'])
  })

  test('a callback that throws is logged, and changes nothing for the others', async () => {
    const logger = createMemoryLogger()
    await using database = await openTemporaryDatabase({ logger })
    const called: string[] = []
    await database.write(async (tx) => {
      await put(tx, 'a', 1)
      afterCommit(tx, () => {
        throw new Error('nobody listens')
      })
      afterCommit(tx, () => called.push('second'))
    })
    expect(called).toEqual(['second'])
    expect(await counters(database)).toEqual({ a: 1 })
    expect(logger.events.map(({ event }) => event)).toContain('database.after-commit-failed')
  })

  test('only the tx that was handed out takes callbacks', async () => {
    await using database = await openTemporaryDatabase()
    const derived = database.write(async (tx) => afterCommit(tx.withoutPlugins(), () => {}))
    await expect(derived).rejects.toThrow('the tx that write() handed out')
  })

  test('a callback may write', async () => {
    await using database = await openTemporaryDatabase()
    let follower: Promise<string> = Promise.resolve('')
    await database.write(async (tx) => {
      afterCommit(tx, () => {
        follower = database.write((next) => put(next, 'b', 2))
      })
    })
    await follower
    expect(await counters(database)).toEqual({ b: 2 })
  })
})

describe('reading', () => {
  test('a stream keeps the state in which it began, and holds nobody else there', async () => {
    await using database = await openTemporaryDatabase()
    await database.write((tx) => fill(tx, 1_000))
    let streamed = 0
    for await (const { next } of database.read.selectFrom('allocators').select('next').stream(10)) {
      if (streamed === 5) {
        await database.write((tx) => tx.updateTable('allocators').set({ next: -1 }).execute())
        expect(Object.values(await counters(database))).toContain(-1)
      }
      expect(next).toBeGreaterThan(0)
      streamed += 1
    }
    expect(streamed).toBe(1_000)
  })

  test('a stream that is left early frees its connection for the next one', async () => {
    await using database = await openTemporaryDatabase()
    await database.write((tx) => fill(tx, 100))
    for (let round = 0; round < 50; round += 1) {
      for await (const row of database.read.selectFrom('allocators').select('name').stream(1)) {
        expect(row.name).not.toBe('')
        break
      }
    }
    await database.write((tx) => put(tx, 'new', 1))
    expect(await counters(database)).toHaveProperty('new', 1)
  })

  test('a transaction of reads sees one state', async () => {
    await using database = await openTemporaryDatabase()
    await database.write((tx) => put(tx, 'a', 1))
    await database.read.transaction().execute(async (moment) => {
      expect(await moment.selectFrom('allocators').select('next').execute()).toEqual([{ next: 1 }])
      await database.write((tx) => tx.updateTable('allocators').set({ next: 2 }).execute())
      expect(await moment.selectFrom('allocators').select('next').execute()).toEqual([{ next: 1 }])
    })
    expect(await counters(database)).toEqual({ a: 2 })
  })

  test('a tx can stream what it has not committed yet', async () => {
    await using database = await openTemporaryDatabase()
    const names = await database.write(async (tx) => {
      await fill(tx, 3)
      return await Array.fromAsync(tx.selectFrom('allocators').select('name').stream(2))
    })
    expect(names.map(({ name }) => name)).toEqual(['n0', 'n1', 'n2'])
  })

  test('nothing can be written through it', async () => {
    await using database = await openTemporaryDatabase()
    await expect(database.read.deleteFrom('allocators').execute()).rejects.toThrow(/read-?only/)
  })
})

async function put(tx: Tx, name: string, next: number): Promise<string> {
  await tx.insertInto('allocators').values({ name, next }).execute()
  return name
}

async function fill(tx: Tx, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({ name: `n${index}`, next: index + 1 }))
  await tx.insertInto('allocators').values(rows).execute()
}

async function counters(database: Database): Promise<Record<string, number>> {
  const rows = await database.read.selectFrom('allocators').selectAll().execute()
  return Object.fromEntries(rows.map(({ name, next }) => [name, next]))
}
