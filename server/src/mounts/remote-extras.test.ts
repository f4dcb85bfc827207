import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { mountedTrip, place } from './testing/mounted-trip.ts'
import { multistatus } from './testing/test-mounts.ts'

const plan = [...place, 'plan.txt']
const exclusive = { scope: 'exclusive', depth: '0', owner: '', preconditions: {} } as const
const upload = () => Readable.from([Buffer.from('new')])

describe('a lock inside a mount', () => {
  it('is asked of its server, and counts as long as that says', async () => {
    await using test = await mountedTrip()
    const timeout = '<d:timeout>Second-60</d:timeout><d:locktoken><d:href>x:1</d:href></d:locktoken>'
    const discovery = `<d:lockdiscovery><d:activelock>${timeout}</d:activelock></d:lockdiscovery>`
    test.peerServes('LOCK', '/plan.txt', {
      headers: { 'lock-token': '<x:1>' },
      body: `<d:prop xmlns:d="DAV:">${discovery}</d:prop>`,
    })
    expect(await test.tree.locking?.lock(plan, exclusive)).toEqual({
      lock: {
        token: 'x:1',
        scope: 'exclusive',
        depth: '0',
        owner: '',
        root: plan,
        expiresAt: test.clock.now() + 60_000,
      },
      created: false,
    })
    test.peerServes('LOCK', '/plan.txt', { headers: { 'lock-token': '<x:2>' }, body: '' })
    const unsaid = await test.tree.locking?.lock(plan, exclusive)
    expect(unsaid?.lock.expiresAt).toBe(test.clock.now() + 600_000)
  })

  it('that makes a file makes clients look at the folders above', async () => {
    await using test = await mountedTrip()
    test.peerServes('LOCK', '/new.txt', { status: 201, headers: { 'lock-token': '<x:1>' }, body: '' })
    const before = (await test.tree.stat([]))?.etag
    expect(await test.tree.locking?.lock([...place, 'new.txt'], exclusive)).toMatchObject({ created: true })
    expect((await test.tree.stat([]))?.etag).not.toBe(before)
  })

  it.each([
    [405, 'forbidden'],
    [501, 'forbidden'],
    [423, 'locked'],
    [412, 'precondition-failed'],
    [401, 'unavailable'],
    [503, 'unavailable'],
  ])('that its server answers with %i is %s', async (status, reason) => {
    await using test = await mountedTrip()
    test.peerServes('LOCK', '/plan.txt', { status })
    await expect(test.tree.locking?.lock(plan, exclusive)).rejects.toMatchObject({ reason })
  })

  it.each([400, 409, 412])('that its server does not know (%i) cannot be given back', async (status) => {
    await using test = await mountedTrip()
    test.peerServes('UNLOCK', '/plan.txt', { status })
    const reason = 'lock-token-mismatch'
    await expect(test.tree.locking?.unlock(plan, 'x:1')).rejects.toMatchObject({ reason })
  })

  it('is named in every change by whoever holds it', async () => {
    await using test = await mountedTrip()
    test.peerServes('DELETE', '/plan.txt', { status: 204 })
    await test.tree.remove(plan, { preconditions: {}, lockTokens: ['x:1', 'x:2'] })
    const removal = test.internet.requests.find(({ method }) => method === 'DELETE')
    expect(removal?.headers['if']).toBe('(<x:1>) (<x:2>) (Not <DAV:no-lock>)')
  })
})

describe('a condition', () => {
  it('with the entity tag of the server is checked there, in the step of the change', async () => {
    await using test = await mountedTrip()
    test.peerServes('PUT', '/plan.txt', { status: 412 })
    const write = test.tree.write(plan, upload(), { preconditions: { ifMatch: ['plan-1'] } })
    await expect(write).rejects.toMatchObject({ reason: 'precondition-failed' })
    expect(test.asked()).toEqual(['PUT /plan.txt'])
    expect(test.internet.requests.at(-1)?.headers['if-match']).toBe('"plan-1"')
  })

  it('with a tag that was made here, because the server has only weak ones, is checked before it', async () => {
    await using test = await mountedTrip()
    test.peerServes('PROPFIND', '/plan.txt', multistatus({ path: 'plan.txt', etag: 'W/"plan-1"' }))
    test.peerServes('PUT', '/plan.txt', { status: 204 })
    const etag = (await test.tree.stat(plan))?.etag ?? ''
    await test.tree.write(plan, upload(), { preconditions: { ifMatch: [etag] } })
    const put = test.internet.requests.find(({ method }) => method === 'PUT')
    expect(put?.headers['if-match']).toBe('*')

    test.peerServes('PROPFIND', '/plan.txt', multistatus({ path: 'plan.txt', etag: 'W/"plan-2"' }))
    const write = test.tree.write(plan, upload(), { preconditions: { ifMatch: [etag] } })
    await expect(write).rejects.toMatchObject({ reason: 'precondition-failed' })
    expect(test.asked().filter((line) => line.startsWith('PUT'))).toHaveLength(1)
  })
})

describe('an answer to the question for everything', () => {
  it('that does not tell which file it is about leaves the ids as they were', async () => {
    await using test = await mountedTrip()
    const before = await test.list()
    test.serve({ path: '' }, { path: 'plan.txt' }, { path: 'photos/' }, { path: 'new.txt' })
    const everything = { deadProperties: true }
    const listing = await test.tree.list(place, everything)
    const listed = await Array.fromAsync(listing.children)
    const idOf = (name: string) => listed.find((one) => one.name === name)?.fileId
    for (const { name, fileId } of before) expect(idOf(name)).toBe(fileId)
    expect(listed.find(({ name }) => name === 'new.txt')).not.toHaveProperty('fileId')
    test.peerServes('PROPFIND', '/plan.txt', multistatus({ path: 'plan.txt' }))
    expect((await test.tree.stat(plan, everything))?.fileId).toBe(idOf('plan.txt'))
    test.serve()
    const { entries } = await test.mounts.lastListing(test.bob, (await test.inbox())[0]?.share.id ?? 0, [])
    expect(entries.map(({ name }) => name)).toEqual(['photos', 'plan.txt'])
  })
})

it('a mount point shows its locks as long as its server answers, and is there when it does not', async () => {
  await using test = await mountedTrip()
  await test.list()
  const before = await test.tree.stat(place)
  expect(test.asked()).toEqual(['PROPFIND /'])
  expect(await test.tree.stat(place, { locks: true })).toMatchObject({ locks: [], etag: 'root-1' })
  test.peerServes('PROPFIND', '', { status: 503 })
  expect(await test.tree.stat(place, { locks: true })).toEqual(before)
})
