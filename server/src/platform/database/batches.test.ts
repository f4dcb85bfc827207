import { describe, expect, it } from 'vitest'
import { batchesOf } from './batches.ts'

describe('batches', () => {
  it.each([
    [[], 2, []],
    [[1], 2, [[1]]],
    [[1, 2], 2, [[1, 2]]],
    [[1, 2, 3, 4, 5], 2, [[1, 2], [3, 4], [5]]],
  ])('of %j, %i at a time, are %j', (items, size, expected) => {
    expect([...batchesOf(items, size)]).toEqual(expected)
  })
})
