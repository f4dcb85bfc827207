import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { ResourceError } from '@isthmus/webdav'
import { expect, test } from 'vitest'
import { openTestShares } from '../testing/test-shares.ts'
import type { LinkOrder } from './create-link.ts'
import type { LinkEvidence } from './open-link.ts'

const address = '192.0.2.1'
const day = 24 * 60 * 60_000

/** Ann makes a link to `Trip`, in which `plan.txt` is. */
async function withLink(order: Partial<LinkOrder> = {}, settings?: Parameters<typeof openTestShares>[0]) {
  const room = await openTestShares(settings)
  const { shares, ann, tenant } = room
  const share = await shares.createLink(ann, { path: ['Trip'], access: 'view', ...order })
  const show = async () =>
    (await shares.showLinks(ann, [await shares.readShare(ann, share.id)])).get(share.id)
  const url = (await show())?.url ?? ''
  const token = url.slice(url.lastIndexOf('/') + 1)
  const open = (evidence: Partial<LinkEvidence> = {}, of = token) =>
    shares.openLink(tenant.id, of, { address, ...evidence })
  return {
    ...room,
    share,
    url,
    token,
    open,
    show,
    /** What is behind it; fails where it does not open. */
    async enter(evidence: Partial<LinkEvidence> = {}) {
      const opened = await open(evidence)
      if (!opened.ok) throw new Error(opened.reason)
      return opened.link
    },
  }
}

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => 'nothing',
    (failure: unknown) => failure,
  )
  return error instanceof ResourceError ? error.reason : String(error)
}

test('a link opens what it was made for, to whoever has it, and is shown to its owner alone', async () => {
  await using room = await withLink({ label: 'for the club', note: 'Have fun' })
  expect(room.url).toMatch(/^https:\/\/cloud\.example\/s\/[\w-]{43}$/)
  const link = await room.enter()
  expect(link).toMatchObject({
    access: 'view',
    name: 'Trip',
    kind: 'folder',
    sharedBy: 'ann',
    note: 'Have fun',
  })
  expect(await text((await link.tree.read(['plan.txt'], {})).body)).toBe('by train')
  expect(await room.show()).toEqual({
    url: room.url,
    label: 'for the club',
    hasPassword: false,
    downloads: 0,
  })
  expect(await room.shares.showLinks(await room.addUser('zoe'), [room.share])).toEqual(new Map())
  expect((await room.database.read.selectFrom('share_links').selectAll().execute())[0]).toMatchObject({
    token_sealed: expect.not.stringContaining(room.token),
    token_lookup: expect.not.stringContaining(room.token),
  })
  expect((await room.audited()).map(({ action }) => action)).toEqual(['link.created'])
})

test('there can be several links to one thing, and each ends by itself', async () => {
  await using room = await withLink()
  const second = await room.shares.createLink(room.ann, { path: ['Trip'], access: 'view' })
  await room.shares.revokeShare(room.ann, second.id)
  expect(await room.open()).toMatchObject({ ok: true })
  expect((await room.shares.listShares(room.ann, { limit: 10 })).map(({ state }) => state)).toEqual([
    'revoked',
    'accepted',
  ])
})

test.each<[string, (room: Awaited<ReturnType<typeof withLink>>) => unknown]>([
  ['was revoked', ({ shares, ann, share }) => shares.revokeShare(ann, share.id)],
  ['has run out', ({ clock }) => clock.advance(day)],
  ['leads to what was removed', ({ tree }) => tree.remove(['Trip'], { preconditions: {} })],
  [
    'is of somebody disabled',
    ({ accounts, tenant }) => accounts.disableUser({ kind: 'operator', tenant: tenant.id }, 'ann'),
  ],
])('a link that %s is answered like one that never was', async (_, end) => {
  await using room = await withLink({ expiresAt: Date.UTC(2100, 0), password: 'correct horse' })
  await room.shares.changeLink(room.ann, room.share.id, { expiresAt: room.clock.now() + day })
  await end(room)
  const never = await room.open({}, 'x'.repeat(43))
  expect(never).toEqual({ ok: false, reason: 'gone' })
  expect(await room.open()).toEqual(never)
  expect(await room.open({ password: 'correct horse' })).toEqual(never)
})

test('an upload that outlives its link is not written', async () => {
  await using room = await withLink({ access: 'edit' })
  const { tree } = await room.enter()
  const body = Readable.from(
    (async function* () {
      yield Buffer.from('half')
      await room.shares.revokeShare(room.ann, room.share.id)
      yield Buffer.from('whole')
    })(),
  )
  expect(await refusal(tree.write(['late.txt'], body, { preconditions: {} }))).toBe('not-found')
  expect(await room.tree.stat(['Trip', 'late.txt'])).toBeUndefined()
})

test('each kind of link lets people do what it says and nothing else', async () => {
  await using room = await withLink()
  const body = () => Readable.from([Buffer.from('new')])
  const deeds = async () => {
    const { tree } = await room.enter()
    const preconditions = {}
    return [
      await refusal(tree.list([])),
      await refusal(tree.read(['plan.txt'], {}).then((reading) => reading.body.destroy())),
      await refusal(tree.write(['plan.txt'], body(), { preconditions })),
      await refusal(tree.write(['new.txt'], body(), { preconditions })),
      await refusal(tree.makeFolder(['new'], { preconditions })),
      await refusal(
        tree.copy(['plan.txt'], ['copy.txt'], { preconditions, overwrite: false, depth: 'infinity' }),
      ),
      await refusal(tree.remove(['new.txt'], { preconditions })),
    ]
  }
  const [no, none] = ['forbidden', 'nothing']
  expect(await deeds()).toEqual([none, none, no, no, no, no, 'not-found'])
  await room.shares.changeLink(room.ann, room.share.id, { access: 'edit' })
  expect(await deeds()).toEqual([none, none, none, none, none, none, none])
  await room.shares.changeLink(room.ann, room.share.id, { access: 'drop' })
  expect(await deeds()).toEqual([no, no, none, none, no, no, no])
})

test('what is dropped gets a free name and cannot be seen, by whatever name it is asked for', async () => {
  await using room = await withLink({ access: 'drop' })
  const { tree } = await room.enter()
  const drop = (...path: string[]) =>
    tree.write(path, Readable.from([Buffer.from('new')]), { preconditions: {} })
  expect(await drop('plan.txt')).toMatchObject({ created: true, resource: { name: 'plan (2).txt' } })
  expect(await tree.stat(['plan.txt'])).toBeUndefined()
  expect(await refusal(drop('missing', 'x'))).toBe('forbidden')
  expect(await refusal(drop('plan.txt', 'x'))).toBe('forbidden')
  expect(await refusal(drop())).toBe('forbidden')
  expect(await refusal(tree.add(['missing'], 'x', Readable.from([])))).toBe('forbidden')
  expect([tree.changes, tree.locking, tree.patchProperties]).toEqual([undefined, undefined, undefined])
  expect(await text((await room.tree.read(['Trip', 'plan.txt'], {})).body)).toBe('by train')
})

test('a password is asked for, and shown once per browser until it is another one', async () => {
  await using room = await withLink({ password: 'correct horse' })
  expect(await room.open()).toEqual({ ok: false, reason: 'password-needed' })
  expect(await room.open({ password: 'wrong horse' })).toEqual({ ok: false, reason: 'password-wrong' })
  const { visit = '' } = await room.enter({ password: 'correct horse' })
  expect(await room.open({ visit })).toMatchObject({ ok: true })
  expect(await room.open({ visit: visit.replace(/\.\d+\./, '.9999999999999.') })).toMatchObject({ ok: false })

  const other = await room.shares.createLink(room.ann, {
    path: ['Trip'],
    access: 'view',
    password: 'correct horse',
  })
  const otherUrl = (await room.shares.showLinks(room.ann, [other])).get(other.id)?.url ?? ''
  expect(await room.open({ visit }, otherUrl.split('/').at(-1))).toMatchObject({ ok: false })

  await room.clock.advance(13 * 60 * 60_000)
  expect(await room.open({ visit })).toMatchObject({ ok: false })
  const { visit: later } = await room.enter({ password: 'correct horse' })
  await room.shares.changeLink(room.ann, room.share.id, { password: 'another horse' })
  expect(await room.open({ visit: later, password: 'correct horse' })).toMatchObject({
    reason: 'password-wrong',
  })
  await room.shares.changeLink(room.ann, room.share.id, { password: null })
  expect(await room.open()).toMatchObject({ ok: true })
  expect(await room.show()).toMatchObject({ hasPassword: false })
})

test('guessing is limited per link and address', async () => {
  await using room = await withLink({ password: 'correct horse' })
  for (let guess = 0; guess < 10; guess += 1) await room.open({ password: `wrong ${guess}` })
  await expect(room.open({ password: 'correct horse' })).rejects.toMatchObject({ code: 'too-many-requests' })
  expect(await room.open({ password: 'correct horse', address: '192.0.2.2' })).toMatchObject({ ok: true })
})

test('administrators can demand passwords and an end, and deny links at all', async () => {
  await using room = await withLink(
    { password: 'correct horse' },
    { passwordRequired: true, longestLife: day },
  )
  const { shares, ann, clock, accounts, tenant, share } = room
  const order = { path: ['Trip'], access: 'view' } as const
  expect(share.expiresAt).toBe(clock.now() + day)
  const field = (name: string) => ({ code: 'validation-failed', errors: [{ name }] })
  await expect(shares.createLink(ann, order)).rejects.toMatchObject(field('password'))
  await expect(shares.changeLink(ann, share.id, { password: null })).rejects.toMatchObject(field('password'))
  const tooLate = { ...order, password: 'correct horse', expiresAt: clock.now() + day + 1 }
  await expect(shares.createLink(ann, tooLate)).rejects.toMatchObject(field('expiresAt'))
  expect(await shares.changeLink(ann, share.id, { expiresAt: null })).toMatchObject({
    expiresAt: clock.now() + day,
  })
  await accounts.setRights(
    { kind: 'operator', tenant: tenant.id },
    { kind: 'everyone' },
    { 'create-public-links': false },
  )
  await expect(shares.createLink(ann, { ...order, password: 'correct horse' })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test.each<[string, Partial<LinkOrder>, string]>([
  ['has ended before it began', { expiresAt: 1 }, 'expiresAt'],
  ['only takes files, and leads to one', { path: ['Trip', 'plan.txt'], access: 'drop' }, 'permissions'],
  ['only takes files, with a limit on downloads', { access: 'drop', maxDownloads: 1 }, 'maxDownloads'],
  ['has a short password', { password: 'short' }, 'password'],
  ['leads to everything', { path: [] }, 'path'],
])('a link that %s is refused', async (_, order, name) => {
  await using room = await openTestShares()
  await expect(
    room.shares.createLink(room.ann, { path: ['Trip'], access: 'view', ...order }),
  ).rejects.toMatchObject({ code: 'validation-failed', errors: [{ name }] })
})

test('only its owner changes a link, while it is open', async () => {
  await using room = await withLink()
  const { shares, ann, share } = room
  const gone = { code: 'share-not-found' }
  await expect(shares.changeLink(await room.addUser('zoe'), share.id, {})).rejects.toMatchObject(gone)
  await expect(shares.changeLink(ann, share.id + 1, {})).rejects.toMatchObject(gone)
  const change = {
    label: 'new',
    note: 'look',
    maxDownloads: 3,
    expiresAt: room.clock.now() + day,
    access: 'edit',
  } as const
  expect(await shares.changeLink(ann, share.id, change)).toMatchObject({ permissions: 15, note: 'look' })
  expect(await room.show()).toMatchObject({ label: 'new', maxDownloads: 3 })
  await shares.changeLink(ann, share.id, { label: null, note: null, maxDownloads: null, expiresAt: null })
  expect(await room.show()).toEqual({ url: room.url, hasPassword: false, downloads: 0 })
  await shares.revokeShare(ann, share.id)
  await expect(shares.changeLink(ann, share.id, { label: 'x' })).rejects.toMatchObject({ code: 'share-over' })
  const audited = await room.audited()
  expect(audited.filter(({ action }) => action === 'link.changed')).toHaveLength(2)
  expect(JSON.stringify(audited)).not.toContain('look')
})
