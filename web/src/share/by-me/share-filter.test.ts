import { expect, test } from 'vitest'
import type { Share } from '../../api/contract.ts'
import { byThing, matches, type ShareFilter } from './share-filter.ts'

const shares = [
  share('6', { nodeId: '9', recipientKind: 'link', shareWith: null, state: 'accepted' }),
  share('5', { state: 'announcing', stateReason: 'timeout' }),
  share('4', {
    shareWith: 'carol',
    shareWithName: 'Carol Miller',
    state: 'accepted',
    nodeId: '9',
    name: 'Plans',
  }),
  share('3', { shareWith: 'dora@other.example', state: 'failed', stateReason: 'not-ocm' }),
  share('2', { shareWith: 'emil@other.example', state: 'announced' }),
  share('1', { state: 'revoked' }),
]

test.each<[ShareFilter, string[]]>([
  ['current', ['6', '5', '4', '3', '2']],
  ['waiting', ['5', '2']],
  ['accepted', ['4']],
  ['trouble', ['5', '3']],
  ['links', ['6']],
  ['over', ['3', '1']],
])('%s', (filter, ids) => {
  expect(matches(shares, filter, '').map(({ id }) => id)).toEqual(ids)
})

test('things and people are found by a part of their names', () => {
  expect(matches(shares, 'current', ' plan').map(({ id }) => id)).toEqual(['4'])
  expect(matches(shares, 'current', 'MILL').map(({ id }) => id)).toEqual(['4'])
  expect(matches(shares, 'current', 'dora').map(({ id }) => id)).toEqual(['3'])
})

test('shares of one thing stand together, the newest thing first', () => {
  expect(byThing(shares).map((thing) => thing.map(({ id }) => id))).toEqual([
    ['6', '4'],
    ['5', '3', '2', '1'],
  ])
})

function share(id: string, facts: Partial<Share>): Share {
  const usual = {
    name: 'Trip',
    nodeId: '7',
    shareWith: 'bob@other.example',
    shareWithName: null,
    stateReason: null,
  }
  return { id, ...usual, recipientKind: 'federated', link: null, ...facts } as Share
}
