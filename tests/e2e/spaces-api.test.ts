import { type Network, type NetworkServer, network, type Person, type WebAnswer } from '@isthmus/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let net: Network
let cloud: NetworkServer
const people: Record<string, Person> = {}

beforeAll(async () => {
  net = await network({ servers: ['cloud.example'] })
  cloud = net.server('cloud.example')
  for (const name of ['ann', 'bob', 'eve', 'zoe']) people[name] = await cloud.person(name)
  const operator = { kind: 'operator', tenant: cloud.tenant.id } as const
  await cloud.application.accounts.changeUser(operator, 'zoe', { admin: true })
  await cloud.application.accounts.createGroup(operator, { name: 'choir' })
  await cloud.application.accounts.addMember(operator, 'choir', 'bob')
})
afterAll(() => net[Symbol.asyncDispose]())

async function api(who: string, method: string, path: string, body?: unknown): Promise<WebAnswer> {
  const person = people[who]
  if (person === undefined) throw new Error(`nobody is called ${who}`)
  return person.api(method, path, body)
}

async function codeOf(...request: Parameters<typeof api>): Promise<unknown> {
  const answer = await api(...request)
  return [answer.status, answer.text === '' ? '' : (answer.json() as { code?: string }).code]
}

/** A space of Ann's with Bob's group in it. */
async function makeSpace(role = 'viewer'): Promise<string> {
  const { id } = (await api('ann', 'POST', '/spaces', { name: 'Choir' })).json() as { id: string }
  expect(await codeOf('ann', 'PUT', `/spaces/${id}/members/group/choir`, { role })).toEqual([204, ''])
  return id
}

function dav(who: string, id: string, method: string, path = '', body?: string): Promise<WebAnswer> {
  const authorization = `Basic ${Buffer.from(`${who}:password of ${who}`).toString('base64')}`
  return net.web.fetch({
    method,
    url: `${cloud.origin}/dav/spaces/${id}/${path}`,
    headers: { authorization, depth: '1' },
    ...(body !== undefined && { body }),
  })
}

const hidden = [404, 'space-not-found']
const forbidden = [403, 'forbidden']

describe('a space', () => {
  it('is made, shown, renamed and deleted by its manager, and then it is not there', async () => {
    const made = await api('ann', 'POST', '/spaces', { name: 'Team' })
    const { id } = made.json() as { id: string }
    expect(made).toMatchObject({ status: 201, headers: { location: `/api/v1/spaces/${id}` } })
    expect((await api('ann', 'GET', `/spaces/${id}`)).json()).toMatchObject({
      kind: 'team',
      name: 'Team',
      role: 'manager',
    })
    const renamed = await api('ann', 'PATCH', `/spaces/${id}`, { name: 'Big team' })
    expect(renamed.json()).toMatchObject({ id, name: 'Big team' })
    expect((await api('ann', 'GET', '/spaces')).json()).toMatchObject({
      spaces: expect.arrayContaining([
        expect.objectContaining({ kind: 'personal' }),
        expect.objectContaining({ id, name: 'Big team' }),
      ]),
    })
    expect(await codeOf('ann', 'DELETE', `/spaces/${id}?name=Team`)).toEqual([400, 'validation-failed'])
    expect(await codeOf('ann', 'DELETE', `/spaces/${id}?name=Big%20team`)).toEqual([204, ''])
    expect(await codeOf('ann', 'DELETE', `/spaces/${id}?name=Big%20team`)).toEqual(hidden)
    expect(await codeOf('ann', 'GET', `/spaces/${id}`)).toEqual(hidden)
  })

  it('is not there for strangers, and not to be changed by viewers', async () => {
    const id = await makeSpace()
    for (const [who, expected] of [
      ['eve', hidden],
      ['bob', forbidden],
    ] as const) {
      expect(await codeOf(who, 'PATCH', `/spaces/${id}`, { name: 'Mine' })).toEqual(expected)
      expect(await codeOf(who, 'DELETE', `/spaces/${id}?name=Choir`)).toEqual(expected)
      const member = `/spaces/${id}/members/user/${who}`
      expect(await codeOf(who, 'PUT', member, { role: 'manager' })).toEqual(expected)
      expect(await codeOf(who, 'DELETE', `/spaces/${id}/members/user/ann`)).toEqual(expected)
    }
    expect(await codeOf('eve', 'GET', `/spaces/${id}`)).toEqual(hidden)
    expect(await codeOf('eve', 'GET', `/spaces/${id}/members`)).toEqual(hidden)
  })

  it('has a quota that administrators set, who also see all of them', async () => {
    const id = await makeSpace()
    expect(await codeOf('ann', 'PUT', `/spaces/${id}/quota`, { quota: 5 })).toEqual(forbidden)
    expect(await codeOf('ann', 'GET', '/team-spaces')).toEqual(forbidden)
    for (const quota of [5, 5, null]) {
      expect(await codeOf('zoe', 'PUT', `/spaces/${id}/quota`, { quota })).toEqual([204, ''])
      expect((await api('zoe', 'GET', `/spaces/${id}`)).json()).toMatchObject({ quota, role: null })
    }
    const { next } = (await api('zoe', 'GET', '/team-spaces?limit=1')).json() as { next: string }
    const rest = (await api('zoe', 'GET', `/team-spaces?after=${next}`)).json()
    expect(rest).toMatchObject({ spaces: expect.arrayContaining([expect.objectContaining({ id })]) })
  })
})

describe('who belongs to a space', () => {
  it('is listed by name, gets another role, and leaves once', async () => {
    const id = await makeSpace()
    const member = `/spaces/${id}/members/user/eve`
    for (const role of ['viewer', 'editor', 'editor']) {
      expect(await codeOf('ann', 'PUT', member, { role })).toEqual([204, ''])
    }
    const listed = (await api('bob', 'GET', `/spaces/${id}/members`)).json() as { members: object[] }
    expect(listed.members).toHaveLength(3)
    expect(listed.members).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'user', name: 'ann', role: 'manager' }),
        expect.objectContaining({ kind: 'user', name: 'eve', role: 'editor' }),
        expect.objectContaining({ kind: 'group', name: 'choir', role: 'viewer' }),
      ]),
    )
    expect(await codeOf('eve', 'DELETE', member)).toEqual([204, ''])
    expect(await codeOf('eve', 'DELETE', member)).toEqual(hidden)
  })

  it('always has a manager, and is somebody', async () => {
    const members = `/spaces/${await makeSpace()}/members`
    expect(await codeOf('ann', 'DELETE', `${members}/user/ann`)).toEqual([409, 'last-manager'])
    const role = { role: 'viewer' }
    expect(await codeOf('ann', 'PUT', `${members}/user/ann`, role)).toEqual([409, 'last-manager'])
    expect(await codeOf('ann', 'PUT', `${members}/user/nobody`, role)).toEqual([404, 'user-not-found'])
    expect(await codeOf('ann', 'PUT', `${members}/group/nobody`, role)).toEqual([404, 'not-found'])
    expect(await codeOf('ann', 'PUT', `${members}/robot/ann`, role)).toEqual([404, 'not-found'])
  })
})

describe('the files of a team', () => {
  it('are read by viewers and written by editors over WebDAV, and nothing to strangers', async () => {
    const id = await makeSpace()
    expect((await dav('ann', id, 'PUT', 'song.txt', 'la')).status).toBe(201)
    expect((await dav('bob', id, 'GET', 'song.txt')).text).toBe('la')
    expect((await dav('bob', id, 'PROPFIND')).text).toContain(`/dav/spaces/${id}/song.txt`)
    expect((await dav('bob', id, 'PUT', 'song.txt', 'lala')).status).toBe(403)
    expect((await dav('eve', id, 'GET', 'song.txt')).status).toBe(404)
    expect((await dav('eve', id, 'PUT', 'song.txt', 'x')).status).toBe(404)
    await api('ann', 'PUT', `/spaces/${id}/members/group/choir`, { role: 'editor' })
    expect((await dav('bob', id, 'PUT', 'song.txt', 'lala')).status).toBe(204)
    expect((await api('bob', 'GET', `/files?space=${id}`)).json()).toMatchObject({
      entries: [{ name: 'song.txt', size: 4 }],
    })
  })

  it('have a trash and versions, which strangers do not see and managers alone empty', async () => {
    const id = await makeSpace('editor')
    for (const text of ['a', 'bb']) await dav('ann', id, 'PUT', 'song.txt', text)
    const { entries } = (await api('bob', 'GET', `/files?space=${id}`)).json() as {
      entries: { id: string }[]
    }
    const versions = `/files/${entries[0]?.id}/versions`
    const listed = (await api('bob', 'GET', versions)).json() as { versions: { id: string }[] }
    expect(await codeOf('eve', 'GET', versions)).toEqual([404, 'node-not-found'])
    expect(await codeOf('bob', 'POST', `${versions}/${listed.versions[0]?.id}/restore`)).toEqual([204, ''])
    expect((await dav('ann', id, 'GET', 'song.txt')).text).toBe('a')

    expect((await dav('bob', id, 'DELETE', 'song.txt')).status).toBe(204)
    const item = `/trash/${entries[0]?.id}`
    expect(await codeOf('eve', 'GET', `/trash?space=${id}`)).toEqual([404, 'node-not-found'])
    expect(await codeOf('bob', 'DELETE', `${item}?space=${id}`)).toEqual(forbidden)
    expect(await codeOf('bob', 'DELETE', `/trash?space=${id}`)).toEqual(forbidden)
    expect((await api('bob', 'POST', `${item}/restore?space=${id}`)).json()).toEqual({ path: '/song.txt' })
    expect((await dav('ann', id, 'GET', 'song.txt')).text).toBe('a')
  })
})
