import { expect, test } from 'vitest'
import { RememberedOrders } from './remembered-orders.ts'

const ids = (length: number) => Array.from({ length }, (_, number) => number)

test('orders of large folders are remembered, and of all others not', () => {
  const orders = new RememberedOrders()
  orders.remember('small', ids(499))
  orders.remember('large', ids(500))
  expect(orders.recall('small')).toBeUndefined()
  expect([...(orders.recall('large') ?? [])]).toEqual(ids(500))
})

test('those that nobody has asked for the longest give way, and one that is too large is not kept', () => {
  const orders = new RememberedOrders()
  for (const name of ['a', 'b', 'c']) orders.remember(name, ids(600_000))
  orders.recall('a')
  orders.remember('d', ids(600_000))
  expect(['a', 'b', 'c', 'd'].filter((name) => orders.recall(name) !== undefined)).toEqual(['a', 'c', 'd'])
  orders.remember('huge', ids(2_000_001))
  expect(orders.recall('huge')).toBeUndefined()
  expect(orders.recall('d')).toBeDefined()
})
