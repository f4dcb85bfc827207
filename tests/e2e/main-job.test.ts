import { twoClouds } from '@isthmus/testkit'
import { expect, it } from 'vitest'

it('a folder that Ann shares is announced, waits in Bob’s inbox, and is in his files when he accepts', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'by train')

  const share = await ann.share('Trip', bob.address, { permissions: ['read'], note: 'For Friday' })
  expect(share).toMatchObject({ state: 'announced', name: 'Trip', shareWith: 'bob@b.test', kind: 'folder' })
  const [item] = await bob.inbox()
  expect(item).toMatchObject({
    name: 'Trip',
    description: 'For Friday',
    owner: { address: 'ann@a.test' },
    server: 'a.test',
    trust: { level: 'signed' },
    permissions: ['read'],
    state: 'pending',
    path: null,
  })
  expect(await bob.files.list('')).toEqual([])

  expect(await bob.accept(item?.id ?? '')).toMatchObject({ state: 'accepted', path: '/Shared/Trip' })
  await world.settle()
  expect(await ann.shareState(share.id)).toBe('accepted')
  expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('by train')
})

it('the same person is asked once: sharing again gives the same share', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  await ann.files.mkcol('Trip')
  const first = await ann.share('Trip', bob.address)
  const again = await ann.share('Trip', 'bob@B.TEST')
  expect(again.id).toBe(first.id)
  expect(await bob.inbox()).toHaveLength(1)
})

it('a single file is shared, read, and written', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  await ann.files.put('notes.txt', 'one')
  const { item } = await world.shareAndAccept('notes.txt')
  expect(item).toMatchObject({ kind: 'file', path: '/Shared/notes.txt' })

  expect((await bob.files.get('Shared/notes.txt')).text).toBe('one')
  const { etag } = await bob.files.stat('Shared/notes.txt')
  const written = await bob.files.put('Shared/notes.txt', 'two', { 'if-match': `"${etag}"` })
  expect(written.status).toBe(204)
  expect((await ann.files.get('notes.txt')).text).toBe('two')
  expect(await bob.files.stat('Shared/notes.txt')).toMatchObject({ kind: 'file', size: 3 })
})

it('a read-only share refuses every change with 403, and stays as it is', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'by train')
  await world.shareAndAccept('Trip', { permissions: ['read'] })
  const { files } = bob
  const refusals = [
    await files.put('Shared/Trip/plan.txt', 'by car'),
    await files.put('Shared/Trip/new.txt', 'x'),
    await files.mkcol('Shared/Trip/new'),
    await files.delete('Shared/Trip/plan.txt'),
    await files.move('Shared/Trip/plan.txt', 'Shared/Trip/other.txt'),
  ]
  expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
  expect((await ann.files.list('Trip')).map(({ name }) => name)).toEqual(['plan.txt'])
  expect((await ann.files.get('Trip/plan.txt')).text).toBe('by train')
})

it('what lies in a mount cannot be shared on, nor what is on the way to it', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  await ann.files.mkcol('Trip')
  await ann.files.mkcol('Trip/photos')
  await world.shareAndAccept('Trip', { permissions: ['read', 'write', 'share'] })
  for (const path of ['/Shared/Trip', '/Shared/Trip/photos']) {
    const answer = await bob.api('POST', '/shares', { path, shareWith: 'ann@a.test' })
    expect([answer.status, answer.json()]).toMatchObject([422, { code: 'resource-in-mount' }])
  }
})

it('a mount inside a shared folder does not exist for the recipient', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'by train')
  await world.shareAndAccept('Trip')

  await bob.files.mkcol('Mine')
  await bob.files.move('Shared/Trip', 'Mine/Trip')
  await bob.files.put('Mine/own.txt', 'mine')
  await bob.share('Mine', ann.address)
  await world.settle()
  const [item] = await ann.inbox()
  await ann.accept(item?.id ?? '')
  expect((await ann.files.list('Shared/Mine')).map(({ name }) => name)).toEqual(['own.txt'])
  expect((await ann.files.get('Shared/Mine/Trip/plan.txt')).status).toBe(404)
})

it('what is shared may be renamed and moved by its owner: it is the same share', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'by train')
  const { share } = await world.shareAndAccept('Trip')
  await ann.files.mkcol('Archive')
  expect((await ann.files.move('Trip', 'Archive/Journey')).status).toBe(201)
  expect((await bob.files.put('Shared/Trip/plan.txt', 'by car')).status).toBe(204)
  expect((await ann.files.get('Archive/Journey/plan.txt')).text).toBe('by car')
  expect(await ann.shareState(share.id)).toBe('accepted')
})

it('two shares of one name get places of different names', async () => {
  await using world = await twoClouds()
  const { ann, bob } = world
  await ann.files.mkcol('2025')
  for (const folder of ['Trip', '2025/Trip']) {
    await ann.files.mkcol(folder)
    await ann.files.put(`${folder}/of.txt`, folder)
    await world.shareAndAccept(folder)
  }
  expect((await bob.inbox()).map(({ path }) => path)).toEqual(['/Shared/Trip (2)', '/Shared/Trip'])
  expect((await bob.files.get('Shared/Trip (2)/of.txt')).text).toBe('2025/Trip')
})

it('both sides write down what happened', async () => {
  await using world = await twoClouds()
  const { ann, bob, a, b } = world
  await ann.files.mkcol('Trip')
  const { share, item } = await world.shareAndAccept('Trip')
  await ann.revoke(share.id)
  await world.settle()

  const actionsAt = async ({ application, tenant }: typeof a, subjectKind: string, subjectId: string) => {
    const entries = await application.activity.listAudit(
      { kind: 'operator', tenant: tenant.id },
      { limit: 100 },
    )
    return entries
      .filter((entry) => entry.subjectKind === subjectKind && entry.subjectId === subjectId)
      .map(({ action }) => action)
      .toReversed()
  }
  expect(await actionsAt(a, 'share', share.id)).toEqual([
    'share.created',
    'share.announced',
    'share.accepted',
    'share.revoked',
  ])
  expect(await actionsAt(b, 'received-share', item.id)).toEqual([
    'received-share.arrived',
    'received-share.accepted',
    'received-share.removed',
  ])
  expect(await bob.files.list('Shared')).toEqual([])
})
