import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { children, openNeighbours } from './testing/neighbours.ts'

test('a listing of any number of local shares takes the same few statements', async () => {
  await using room = await openNeighbours()
  const { database } = room
  let statements = 0
  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const read = database.read.withPlugin(counting)
  Object.defineProperty(database, 'read', { get: () => read })
  const shareAndCount = async (names: readonly string[]) => {
    for (const name of names) {
      await room.annTree.makeFolder([name], { preconditions: {} })
      await room.share(room.ann, 'carol', { path: [name] })
    }
    statements = 0
    const listed = await children(room.carolTree, ['Shared'])
    return { listed: listed.length, took: statements }
  }
  const one = await shareAndCount(['a'])
  const many = await shareAndCount(Array.from({ length: 40 }, (_, n) => `b${n}`))
  expect(many).toEqual({ listed: 41, took: one.took })
  expect(one.took).toBeLessThan(12)
  expect(one.took).toBeGreaterThan(3)
})
