import { expect, test } from 'vitest'
import { openTestDoor } from '../testing/open-test-door.ts'

const places = ['/api/v1/rights', '/api/v1/groups/choir/rights', '/api/v1/users/ann/rights']

test.each(places)('what is said at %s is shown, changed and taken back', async (path) => {
  await using door = await openTestDoor()
  await door.accounts.createGroup(door.operator, { name: 'choir' })
  await door.accounts.addMember(door.operator, 'choir', 'ann')
  const zoe = door.as('zoe')
  expect(await zoe('GET', path)).toMatchObject({ status: 200, json: {} })
  for (let again = 0; again < 2; again += 1) {
    const said = await zoe('PATCH', path, { json: { 'invite-guests': false, reshare: true } })
    expect(said.json).toEqual({ 'invite-guests': false, reshare: true })
  }
  const mine = await door.as('ann')('GET', '/api/v1/me')
  expect(mine.json).toMatchObject({ rights: { 'invite-guests': false, reshare: true, 'use-contacts': true } })
  expect((await zoe('PATCH', path, { json: { reshare: null } })).json).toEqual({ 'invite-guests': false })
  expect((await zoe('GET', path)).json).toEqual({ 'invite-guests': false })
})

test.each(places)('at %s nothing else can be said, and not by users', async (path) => {
  await using door = await openTestDoor()
  await door.accounts.createGroup(door.operator, { name: 'choir' })
  const zoe = door.as('zoe')
  for (const json of [{ fly: true }, { reshare: 'yes' }, { reshare: 1 }, [], null, 'reshare']) {
    expect((await zoe('PATCH', path, { json })).status, JSON.stringify(json)).toBe(400)
  }
  expect((await zoe('GET', path)).json).toEqual({})
  expect((await door.as('ann')('GET', path)).status).toBe(403)
  expect((await door.as('ann')('PATCH', path, { json: { reshare: true } })).status).toBe(403)
})

test('nothing is said about who does not exist', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  for (const path of ['/api/v1/groups/nothing/rights', '/api/v1/users/nobody/rights']) {
    expect((await zoe('GET', path)).status).toBe(404)
    expect((await zoe('PATCH', path, { json: {} })).status).toBe(404)
  }
})
