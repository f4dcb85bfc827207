import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestAccounts } from '../testing/open-test-accounts.ts'
import { decideRights, type Ruling, rights } from './right.ts'

const right = 'share-outward'

function ruling(subjectKind: Ruling['subjectKind'], allowed: boolean): Ruling {
  return { subjectKind, right, allowed }
}

test.each([
  ['nothing is said', [], true],
  ['everyone is denied', [ruling('everyone', false)], false],
  ['everyone is denied and a group allowed', [ruling('everyone', false), ruling('group', true)], true],
  ['groups disagree', [ruling('group', true), ruling('group', false), ruling('everyone', true)], false],
  ['a group is denied and the user allowed', [ruling('group', false), ruling('user', true)], true],
  ['a group is allowed and the user denied', [ruling('group', true), ruling('user', false)], false],
] as const)('when %s, the right is decided', (_what, rulings, allowed) => {
  expect(decideRights(rulings)[right]).toBe(allowed)
})

test('the order in which things are said does not matter, and no right depends on another', () => {
  const rulings = fc.array(
    fc.record({
      subjectKind: fc.constantFrom('everyone', 'group', 'user'),
      right: fc.constantFrom(...rights),
      allowed: fc.boolean(),
    }),
  )
  fc.assert(
    fc.property(rulings, fc.nat(), (said, seed) => {
      const rotated = [...said.slice(seed % (said.length + 1)), ...said.slice(0, seed % (said.length + 1))]
      expect(decideRights(rotated)).toEqual(decideRights(said))
      for (const one of rights) {
        expect(decideRights(said.filter((other) => other.right === one))[one]).toBe(decideRights(said)[one])
      }
    }),
  )
})

test('what is said about everyone, a group and a user counts at once, and is taken back', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator } = house
  const ann = await house.addUser('ann')
  const bob = await house.addUser('bob')
  await accounts.createGroup(operator, { name: 'choir' })
  await accounts.addMember(operator, 'choir', 'ann')
  const may = async () => [await accounts.may(ann, right), await accounts.may(bob, right)]
  const everyone = { kind: 'everyone' } as const
  const choir = { kind: 'group', name: 'Choir' } as const
  const user = { kind: 'user', name: 'ANN' } as const

  expect(await may()).toEqual([true, true])
  expect(await accounts.setRights(operator, everyone, { [right]: false, reshare: true })).toEqual({
    reshare: true,
    [right]: false,
  })
  expect(await may()).toEqual([false, false])
  await accounts.setRights(operator, choir, { [right]: true })
  expect(await may()).toEqual([true, false])
  await accounts.setRights(operator, user, { [right]: false })
  expect(await may()).toEqual([false, false])
  await accounts.setRights(operator, user, { [right]: null })
  expect(await may()).toEqual([true, false])
  expect(await accounts.rightsOf(ann)).toMatchObject({ [right]: true, 'use-calendars': true })
  await accounts.removeMember(operator, 'choir', 'ann')
  expect(await may()).toEqual([false, false])
  expect(await accounts.readRights(operator, choir)).toEqual({ [right]: true })
  expect(await accounts.readRights(operator, user)).toEqual({})
  expect((await house.audited()).filter((action) => action === 'rights.changed')).toHaveLength(4)
})

test('what is said about a user in one tenant says nothing in another', async () => {
  await using house = await openTestAccounts()
  const ann = await house.addUser('ann')
  await house.accounts.setRights(house.operator, { kind: 'everyone' }, { [right]: false })
  expect(await house.accounts.may({ ...ann, tenant: 2 as typeof ann.tenant }, right)).toBe(true)
})

test('only administrators and the operator read and set rights, of those who exist', async () => {
  await using house = await openTestAccounts()
  const { accounts, operator } = house
  const ann = await house.addUser('ann')
  for (const attempt of [
    () => accounts.setRights(ann, { kind: 'user', name: 'ann' }, { [right]: true }),
    () => accounts.readRights(ann, { kind: 'everyone' }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(accounts.setRights(operator, { kind: 'user', name: 'nobody' }, {})).rejects.toMatchObject({
    code: 'user-not-found',
  })
  await expect(accounts.readRights(operator, { kind: 'group', name: 'nobody' })).rejects.toMatchObject({
    code: 'not-found',
  })
})
