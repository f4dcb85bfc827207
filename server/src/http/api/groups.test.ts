import { expect, test } from 'vitest'
import { openTestDoor } from '../testing/open-test-door.ts'

const missing = { status: 404, json: { code: 'not-found' } }

test('a group is made, shown, listed, changed and deleted, and each twice says so', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  const order = { name: 'Choir', displayName: 'The choir' }
  expect(await zoe('POST', '/api/v1/groups', { json: order })).toMatchObject({
    status: 201,
    headers: { location: '/api/v1/groups/Choir' },
    json: order,
  })
  expect(await zoe('POST', '/api/v1/groups', { json: { name: 'choir' } })).toMatchObject({ status: 409 })
  expect(await zoe('GET', '/api/v1/groups/choir')).toMatchObject({ status: 200, json: order })
  expect(await zoe('GET', '/api/v1/groups?search=CHO&limit=1')).toMatchObject({
    status: 200,
    json: { groups: [order], next: null },
  })
  for (let again = 0; again < 2; again += 1) {
    const changed = await zoe('PATCH', '/api/v1/groups/choir', { json: { displayName: 'Big choir' } })
    expect(changed).toMatchObject({ status: 200, json: { name: 'Choir', displayName: 'Big choir' } })
  }
  expect((await zoe('DELETE', '/api/v1/groups/choir')).status).toBe(204)
  expect(await zoe('DELETE', '/api/v1/groups/choir')).toMatchObject(missing)
  expect(await zoe('GET', '/api/v1/groups/choir')).toMatchObject(missing)
})

test('members join and leave', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  await zoe('POST', '/api/v1/groups', { json: { name: 'choir' } })
  const members = '/api/v1/groups/choir/members'
  for (const name of ['ann', 'ann', 'bob']) {
    expect((await zoe('PUT', `${members}/${name}`)).status, name).toBe(204)
  }
  expect(await zoe('GET', '/api/v1/users/bob/groups')).toMatchObject({
    json: { groups: [{ name: 'choir' }] },
  })
  expect(await zoe('GET', '/api/v1/users/zoe/groups')).toMatchObject({ json: { groups: [] } })
  expect(await zoe('GET', `${members}?limit=1`)).toMatchObject({
    json: { members: [{ username: 'ann' }], next: 'ann' },
  })
  expect(await zoe('GET', `${members}?after=ann`)).toMatchObject({
    json: { members: [{ username: 'bob' }], next: null },
  })
  expect((await zoe('DELETE', `${members}/ann`)).status).toBe(204)
  expect(await zoe('DELETE', `${members}/ann`)).toMatchObject(missing)
  expect(await zoe('PUT', `${members}/nobody`)).toMatchObject({ json: { code: 'user-not-found' } })
  expect(await zoe('PUT', '/api/v1/groups/nothing/members/ann')).toMatchObject(missing)
  expect((await zoe('GET', `${members}?limit=0`)).status).toBe(400)
})

test('what is wrong with a group is named', async () => {
  await using door = await openTestDoor()
  const zoe = door.as('zoe')
  for (const [json, names] of [
    [{}, ['name']],
    [{ name: 'a b', displayName: 'a\nb' }, ['name', 'displayName']],
    [{ name: 'a', members: [] }, ['']],
    [null, ['']],
  ] as const) {
    expect(await zoe('POST', '/api/v1/groups', { json })).toMatchObject({
      status: 400,
      json: { errors: names.map((name) => ({ name })) },
    })
  }
  await zoe('POST', '/api/v1/groups', { json: { name: 'choir' } })
  for (const json of [{}, { displayName: '' }, { name: 'x', displayName: 'x' }]) {
    expect((await zoe('PATCH', '/api/v1/groups/choir', { json })).status).toBe(400)
  }
})

test('none of it is for users', async () => {
  await using door = await openTestDoor()
  await door.accounts.createGroup(door.operator, { name: 'choir' })
  for (const [method, path, json] of [
    ['GET', '', undefined],
    ['POST', '', { name: 'x' }],
    ['GET', '/choir', undefined],
    ['PATCH', '/choir', { displayName: 'x' }],
    ['DELETE', '/choir', undefined],
    ['GET', '/choir/members', undefined],
    ['PUT', '/choir/members/ann', undefined],
    ['DELETE', '/choir/members/ann', undefined],
    ['GET', '/choir/rights', undefined],
    ['PATCH', '/choir/rights', {}],
  ] as const) {
    const request = json === undefined ? {} : { json }
    const asUser = await door.as('ann')(method, `/api/v1/groups${path}`, request)
    expect(asUser, `${method} ${path}`).toMatchObject({ status: 403, json: { code: 'forbidden' } })
    expect((await door.ask(method, `/api/v1/groups${path}`, request)).status).toBe(401)
  }
})
