import { expect, test } from 'vitest'
import type { Share } from '../api/contract.ts'
import { stateOf, worthShowing } from './share-state.ts'

test('what is on its way is told apart from what is delayed', () => {
  expect(stateOf({ state: 'announcing', stateReason: null })).toBe('underWay')
  expect(stateOf({ state: 'announcing', stateReason: 'timeout' })).toBe('delayed')
})

test('what came to nothing is shown until something newer goes to the same person', () => {
  const ids = (...shares: Share[]) => worthShowing(shares).map(({ id }) => id)
  expect(ids(share('1', 'declined'))).toEqual(['1'])
  expect(ids(share('2', 'announced'), share('1', 'declined'))).toEqual(['2'])
  expect(ids(share('2', 'failed'), share('1', 'declined'))).toEqual(['2'])
  expect(ids(share('2', 'accepted', 'carol'), share('1', 'declined'))).toEqual(['2', '1'])
  expect(ids(share('1', 'revoked'), share('2', 'expired', 'carol'))).toEqual([])
})

function share(id: string, state: Share['state'], shareWith = 'bob@other.example'): Share {
  return { id, state, shareWith, nodeId: '7', stateReason: null, recipientKind: 'federated' } as Share
}
