import { type Person, twoClouds } from '@isthmus/testkit'
import { expect, test } from 'vitest'

interface NotificationView {
  readonly id: string
  readonly kind: string
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string }
  readonly actor: string
  readonly readAt: string | null
}

async function listOf(person: Person, query = '') {
  const answer = await person.api('GET', `/notifications${query}`)
  return answer.json() as { notifications: NotificationView[]; unread: number }
}

async function kindsOf(person: Person): Promise<string[]> {
  return (await listOf(person)).notifications.map(({ kind }) => kind)
}

const minute = 60_000

test('an offer is told to its recipient until it is answered, and the answer to its owner', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  await ann.files.mkcol('Trip')
  const share = await ann.share('Trip', bob.address)
  await world.settle()
  const [item] = await bob.inbox()
  expect(await listOf(bob)).toMatchObject({
    notifications: [
      {
        kind: 'share-received',
        subject: { kind: 'received-share', id: item?.id, name: 'Trip' },
        actor: 'ann@a.test',
        readAt: null,
      },
    ],
    unread: 1,
  })
  expect(await kindsOf(ann)).toEqual([])

  await bob.accept(item?.id ?? '')
  await world.settle()
  expect(await listOf(bob)).toEqual({ notifications: [], unread: 0 })
  expect((await listOf(ann)).notifications).toMatchObject([
    {
      kind: 'share-accepted',
      subject: { kind: 'share', id: share.id, name: 'Trip' },
      actor: 'bob@b.test',
    },
  ])
  await bob.decline(item?.id ?? '')
  await world.settle()
  expect(await kindsOf(ann)).toEqual(['share-declined', 'share-accepted'])
})

test('the end of an accepted share is told to its recipient, and that of an unanswered one is not', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  for (const name of ['accepted', 'unanswered', 'soon over']) await ann.files.mkcol(name)
  const { share } = await world.shareAndAccept('accepted')
  const expiresAt = new Date(world.clock.now() + minute).toISOString()
  await world.shareAndAccept('soon over', { expiresAt })
  const unanswered = await ann.share('unanswered', bob.address)
  await world.settle()
  expect(await kindsOf(bob)).toEqual(['share-received'])

  await ann.revoke(unanswered.id)
  await world.settle()
  expect(await kindsOf(bob)).toEqual([])
  await ann.revoke(share.id)
  await world.settle()
  expect(await kindsOf(bob)).toEqual(['share-removed'])
  await world.clock.advance(minute + 30_000)
  await expect.poll(() => kindsOf(bob)).toEqual(['share-expired', 'share-removed'])
})

test('an owner is told when a share is refused, and when it cannot be announced at all', async () => {
  await using world = await twoClouds({ peers: { 'eve.test': {} } })
  const { ann } = world
  await ann.files.mkcol('Trip')
  await ann.share('Trip', 'nobody@b.test')
  world.peer('eve.test').answer('GET /.well-known/ocm', { status: 404 })
  world.peer('eve.test').answer('GET /ocm-provider', { status: 404 })
  await ann.share('Trip', 'eve@eve.test')
  await world.settle()
  expect((await listOf(ann)).notifications).toMatchObject([
    { kind: 'share-failed', actor: 'eve@eve.test' },
    { kind: 'share-refused', actor: 'nobody@b.test' },
  ])
})

test('a user marks them as read, one or all, and dismisses them', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  for (const name of ['one', 'two', 'three']) {
    await ann.files.mkcol(name)
    await ann.share(name, bob.address)
    await world.settle()
  }
  const [third, second, first] = (await listOf(bob)).notifications
  expect((await listOf(bob, `?limit=1&before=${third?.id}`)).notifications).toEqual([second])
  expect((await bob.api('POST', `/notifications/${second?.id}/read`)).status).toBe(204)
  expect((await listOf(bob, '?unread=true')).notifications).toEqual([third, first])
  expect((await bob.api('POST', '/notifications/read', { upTo: second?.id })).status).toBe(204)
  expect(await listOf(bob, '?unread=true')).toEqual({ notifications: [third], unread: 1 })
  expect((await bob.api('DELETE', `/notifications/${third?.id}`)).status).toBe(204)
  expect((await bob.api('DELETE', `/notifications/${third?.id}`)).status).toBe(404)
  expect((await ann.api('DELETE', `/notifications/${first?.id}`)).status).toBe(404)
  expect((await listOf(bob)).notifications.map(({ id }) => id)).toEqual([second?.id, first?.id])
})

test('an administrator reads the audit trail in pages, filtered, and as a whole; nobody else does', async () => {
  await using world = await twoClouds()
  const { a, ann, bob } = world
  const operator = { kind: 'operator', tenant: a.tenant.id } as const
  const zoe = await a.person('zoe')
  await a.application.accounts.changeUser(operator, 'zoe', { admin: true })
  await ann.files.mkcol('Trip')
  const { share } = await world.shareAndAccept('Trip')

  const list = async (query: string) => (await zoe.api('GET', `/audit?${query}`)).json()
  expect(await list(`subjectKind=share&subjectId=${share.id}&limit=2`)).toMatchObject({
    entries: [
      { action: 'share.accepted', actorKind: 'peer', actor: 'b.test' },
      { action: 'share.announced', actorKind: 'system', actor: '' },
    ],
  })
  expect(await list('actor=ann&action=share.created')).toMatchObject({
    entries: [{ actor: 'ann', detail: { name: 'Trip', shareWith: bob.address } }],
  })
  const exported = await zoe.api('GET', '/audit/export')
  expect(exported.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
  const lines = exported.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
  expect({ entries: lines }).toEqual(await list('limit=500'))
  for (const path of ['/audit', '/audit/export']) expect((await ann.api('GET', path)).status).toBe(403)
})
