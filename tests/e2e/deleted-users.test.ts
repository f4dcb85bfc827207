import { network, type Person, twoClouds, type WebAnswer } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

/**
 * Ann of a.test has files and a team, shares a folder with Bob of b.test and has accepted one of his. Carol, Dan and
 * Zoe, an administrator, are there with her.
 */
async function annAndOthers() {
  await using resources = new AsyncDisposableStack()
  const world = resources.use(await twoClouds())
  const { ann, bob, a } = world
  const [carol, dan, zoe] = await Promise.all([a.person('carol'), a.person('dan'), a.person('zoe')])
  const operator = { kind: 'operator', tenant: a.tenant.id } as const
  await a.application.accounts.changeUser(operator, 'zoe', { admin: true })
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'by train')
  await ann.files.put('gone.txt', 'in the trash')
  await ann.files.delete('gone.txt')
  const shared = await world.shareAndAccept('Trip')
  await bob.files.mkcol('Of Bob')
  await bob.files.put('Of Bob/his.txt', 'his')
  const given = await bob.share('Of Bob', ann.address)
  await world.settle()
  await ann.accept((await ann.inbox())[0]?.id ?? '')
  await world.settle()
  const { id: team } = (await carol.api('POST', '/spaces', { name: 'Team' })).json() as { id: string }
  await carol.api('PUT', `/spaces/${team}/members/user/ann`, { role: 'editor' })
  const owned = resources.move()
  return {
    ...world,
    ...shared,
    given,
    carol,
    dan,
    zoe,
    team,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Everything in somebody's tree, by path, with what it holds. */
async function everything({ files }: Person, path = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { kind, name } of await files.list(path)) {
    const place = path === '' ? name : `${path}/${name}`
    if (kind === 'folder')
      Object.assign(found, { [`${place}/`]: '' }, await everything({ files } as Person, place))
    else found[place] = (await files.get(place)).text
  }
  return found
}

function codeOf(answer: WebAnswer): unknown {
  return [answer.status, (answer.json() as { code?: string }).code]
}

describe('a user who is deleted', () => {
  it('takes the files along, and what was shared by them and with them ends on both clouds', async () => {
    await using world = await annAndOthers()
    const { ann, bob, carol, zoe, share, given, team } = world
    expect((await zoe.api('DELETE', '/users/ann')).status).toBe(204)
    await world.settle()

    expect((await ann.files.get('Trip/plan.txt')).status).toBe(401)
    expect(await everything(carol)).toEqual({})
    expect(await bob.files.list('Shared')).toEqual([])
    expect((await bob.inbox()).map(({ name, state }) => `${name} ${state}`)).toEqual(['Trip removed'])
    expect(await bob.shareState(given.id)).toBe('declined')
    expect((await bob.files.get('Of Bob/his.txt')).text).toBe('his')
    const { members } = (await carol.api('GET', `/spaces/${team}/members`)).json() as { members: object[] }
    expect(members).toMatchObject([{ name: 'carol' }])
    expect(share.state).toBe('announced')

    expect(codeOf(await zoe.api('DELETE', '/users/ann'))).toEqual([404, 'user-not-found'])
    expect(codeOf(await zoe.api('DELETE', '/users/ann?handOverTo=carol'))).toEqual([404, 'user-not-found'])
    const again = { username: 'Ann', password: 'correct horse' }
    expect(codeOf(await zoe.api('POST', '/users', again))).toEqual([409, 'user-name-used'])
    await world.a.application.files.tidyUp()
    expect((await zoe.api('GET', '/audit?action=user.deleted')).json()).toMatchObject({
      entries: [{ detail: { username: 'ann', handOverTo: null } }],
    })
  })

  it('leaves all files to the heir, in a folder of its own, and no share of them goes on', async () => {
    await using world = await annAndOthers()
    const { bob, carol, zoe, given } = world
    await carol.files.put('own.txt', 'of carol')
    await carol.files.mkcol('Files of ann')
    expect((await zoe.api('DELETE', '/users/ann?handOverTo=carol')).status).toBe(204)
    await world.settle()

    expect(await everything(carol)).toEqual({
      'own.txt': 'of carol',
      'Files of ann/': '',
      'Files of ann (2)/': '',
      'Files of ann (2)/Trip/': '',
      'Files of ann (2)/Trip/plan.txt': 'by train',
      'Files of ann (2)/Shared/': '',
    })
    expect((await carol.api('GET', '/trash')).json()).toMatchObject({ items: [] })
    expect(await bob.files.list('Shared')).toEqual([])
    expect(await bob.shareState(given.id)).toBe('declined')
    expect(await carol.shares()).toEqual([])
    // What she has now is hers to share.
    const again = await carol.share('Files of ann (2)/Trip', bob.address)
    await world.settle()
    await bob.accept((await bob.inbox())[0]?.id ?? '')
    expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('by train')
    expect(again.state).toBe('announced')
  })

  it('stays, with everything, when the files would lie too deep in those of the heir', async () => {
    await using world = await annAndOthers()
    const { ann, bob, zoe } = world
    let path = ''
    for (let depth = 1; depth <= 64; depth += 1) {
      path = `${path}d/`
      await ann.files.mkcol(path)
    }
    expect(codeOf(await zoe.api('DELETE', '/users/ann?handOverTo=carol'))).toEqual([403, 'forbidden'])
    await world.settle()
    expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('by train')
    expect((await ann.files.get('Shared/Of Bob/his.txt')).text).toBe('his')
  })

  it('leaves nothing behind with people of the same cloud, neither as owner nor as recipient', async () => {
    await using world = await annAndOthers()
    const { ann, carol, dan, zoe } = world
    for (const shareWith of ['carol', 'dan']) await ann.share('Trip', shareWith)
    expect(await everything(carol)).toMatchObject({ 'Shared/Trip/plan.txt': 'by train' })
    expect((await zoe.api('DELETE', '/users/dan')).status).toBe(204)
    const open = async () => (await ann.shares()).filter(({ state }) => state === 'accepted').length
    expect(await open()).toBe(2)
    expect((await dan.files.get('Shared/Trip/plan.txt')).status).toBe(401)

    expect((await zoe.api('DELETE', '/users/ann?handOverTo=carol')).status).toBe(204)
    await world.settle()
    expect(await everything(carol)).toEqual({
      'Shared/': '',
      'Files of ann/': '',
      'Files of ann/Trip/': '',
      'Files of ann/Trip/plan.txt': 'by train',
      'Files of ann/Shared/': '',
    })
    expect(await carol.inbox()).toMatchObject([{ name: 'Trip', state: 'removed' }])
  })

  it('passes on what they inherited themselves', async () => {
    await using world = await annAndOthers()
    const { carol, dan, zoe } = world
    expect((await zoe.api('DELETE', '/users/ann?handOverTo=carol')).status).toBe(204)
    expect((await zoe.api('DELETE', '/users/carol?handOverTo=dan')).status).toBe(204)
    await world.settle()
    expect(await everything(dan)).toMatchObject({ 'Files of carol/Files of ann/Trip/plan.txt': 'by train' })
    expect((await carol.files.get('')).status).toBe(401)
  })
})

it('a group that is deleted belongs to no team any more', async () => {
  await using net = await network({ servers: ['cloud.example'] })
  const cloud = net.server('cloud.example')
  const [ann, bob] = await Promise.all([cloud.person('ann'), cloud.person('bob')])
  const operator = { kind: 'operator', tenant: cloud.tenant.id } as const
  const { accounts, files } = cloud.application
  await accounts.createGroup(operator, { name: 'choir' })
  await accounts.addMember(operator, 'choir', 'bob')
  const { id } = (await ann.api('POST', '/spaces', { name: 'Choir' })).json() as { id: string }
  await ann.api('PUT', `/spaces/${id}/members/group/choir`, { role: 'editor' })
  expect((await bob.api('GET', `/spaces/${id}`)).status).toBe(200)

  await accounts.deleteGroup(operator, 'choir')
  expect(codeOf(await bob.api('GET', `/spaces/${id}`))).toEqual([404, 'space-not-found'])
  expect(await files.listSpaceMembers(operator, Number(id))).toMatchObject([{ kind: 'user' }])
})

it('new spaces hold what the configuration says, and the trash keeps things as long as it says', async () => {
  const environment = { ISTHMUS_FILES_DEFAULT_QUOTA: '1KiB', ISTHMUS_FILES_TRASH_LIFETIME: '2h' }
  await using net = await network({ servers: ['cloud.example'], environment })
  const cloud = net.server('cloud.example')
  const ann = await cloud.person('ann')
  expect((await ann.files.put('large', 'x'.repeat(1025))).status).toBe(507)
  expect((await ann.files.put('small', 'x'.repeat(1024))).status).toBe(201)
  expect((await ann.api('POST', '/spaces', { name: 'Team' })).json()).toMatchObject({ quota: 1024 })
  await ann.files.delete('small')
  const inTrash = async () => ((await ann.api('GET', '/trash')).json() as { items: unknown[] }).items.length
  await net.clock.advance(2 * 3_600_000 - 1)
  await cloud.application.files.tidyUp()
  expect(await inTrash()).toBe(1)
  await net.clock.advance(2)
  await cloud.application.files.tidyUp()
  expect(await inTrash()).toBe(0)
})
