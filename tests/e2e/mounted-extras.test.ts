import { createHash, randomBytes } from 'node:crypto'
import { type Person, twoClouds } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

/** Ann’s folder `Trip` with `plan.txt` in it, accepted by Bob. */
async function tripWithPlan() {
  await using resources = new AsyncDisposableStack()
  const world = resources.use(await twoClouds())
  await world.ann.files.mkcol('Trip')
  await world.ann.files.put('Trip/plan.txt', '0123456789')
  await world.shareAndAccept('Trip')
  const owned = resources.move()
  return { ...world, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const plan = 'Shared/Trip/plan.txt'

async function takeLock(
  { files }: Person,
  path: string,
  depth = '0',
): Promise<{ status: number; token: string }> {
  const body =
    '<d:lockinfo xmlns:d="DAV:"><d:lockscope><d:exclusive/></d:lockscope><d:locktype><d:write/></d:locktype>' +
    '<d:owner>bob</d:owner></d:lockinfo>'
  const { status, headers } = await files.ask('LOCK', path, { depth, timeout: 'Second-600' }, body)
  return { status, token: headers['lock-token'] ?? '' }
}

describe('a lock', () => {
  it('taken through a mount keeps the owner out, and his keeps the recipient out', async () => {
    await using world = await tripWithPlan()
    const { ann, bob } = world
    const { status, token } = await takeLock(bob, plan)
    expect([status, token]).toEqual([200, expect.stringMatching(/^<opaquelocktoken:/)])
    expect((await ann.files.put('Trip/plan.txt', 'by Ann')).status).toBe(423)
    expect((await bob.files.put(plan, 'without')).status).toBe(423)
    expect((await bob.files.put(plan, 'by Bob', { if: `(${token})` })).status).toBe(204)
    expect((await takeLock(bob, plan)).status).toBe(423)
    expect((await bob.files.ask('UNLOCK', plan, { 'lock-token': token })).status).toBe(204)
    expect((await bob.files.ask('UNLOCK', plan, { 'lock-token': token })).status).toBe(409)

    const hers = await takeLock(ann, 'Trip/plan.txt')
    expect((await bob.files.put(plan, 'by Bob again')).status).toBe(423)
    // RFC 4918 6.4: who knows the token has not taken the lock.
    expect((await bob.files.put(plan, 'by Bob again', { if: `(${hers.token})` })).status).toBe(423)
    expect((await ann.files.get('Trip/plan.txt')).text).toBe('by Bob')
  })

  it('is refreshed, shown with where it was taken, and named for what lies below it', async () => {
    await using world = await tripWithPlan()
    const { ann, bob } = world
    const { token } = await takeLock(bob, 'Shared/Trip', 'infinity')
    const bare = token.slice(1, -1)
    const refreshed = await bob.files.ask('LOCK', 'Shared/Trip', { if: `(${token})`, timeout: 'Second-900' })
    expect([refreshed.status, refreshed.text]).toEqual([200, expect.stringContaining(bare)])
    for (const path of ['Shared/Trip', plan]) {
      const { locks } = await bob.files.stat(path, { locks: true })
      expect(locks).toMatchObject([
        { token: bare, scope: 'exclusive', depth: 'infinity', root: ['Shared', 'Trip'] },
      ])
    }
    expect((await bob.files.list('Shared/Trip', { locks: true }))[0]?.locks).toMatchObject([{ token: bare }])
    const above = { if: `<https://b.test/dav/files/bob/Shared/Trip> (${token})` }
    expect((await bob.files.put('Shared/Trip/new.txt', 'x')).status).toBe(423)
    expect((await bob.files.put('Shared/Trip/new.txt', 'x', above)).status).toBe(201)
    expect((await bob.files.move('Shared/Trip/new.txt', 'Shared/Trip/old.txt', above)).status).toBe(201)
    expect((await bob.files.delete('Shared/Trip/old.txt', above)).status).toBe(204)
    expect((await ann.files.list('Trip')).map(({ name }) => name)).toEqual(['plan.txt'])
  })

  it('that its server does not know any more fails the condition that names it', async () => {
    await using world = await tripWithPlan()
    const none = '(<opaquelocktoken:00000000-0000-0000-0000-000000000000>)'
    expect((await world.bob.files.put(plan, 'x', { if: none })).status).toBe(412)
    expect((await world.bob.files.ask('LOCK', plan, { if: none })).status).toBe(412)
  })
})

describe('what clients store about a file', () => {
  const patch = (what: string) =>
    `<d:propertyupdate xmlns:d="DAV:" xmlns:x="urn:x">${what}</d:propertyupdate>`
  const set = (what: string) => patch(`<d:set><d:prop>${what}</d:prop></d:set>`)

  it('is stored at the owner, and read there and through the mount', async () => {
    await using world = await tripWithPlan()
    const { ann, bob } = world
    const colour = '<x:colour>red &amp; <x:b>blue</x:b></x:colour>'
    expect((await bob.files.ask('PROPPATCH', plan, {}, set(colour))).text).toContain('200 OK')
    const asked = { deadProperties: [{ namespace: 'urn:x', local: 'colour' }] }
    const hers = await ann.files.stat('Trip/plan.txt', asked)
    expect(hers.deadProperties).toHaveLength(1)
    expect((await bob.files.stat(plan, asked)).deadProperties).toEqual(hers.deadProperties)
    expect((await bob.files.stat(plan, { deadProperties: true })).deadProperties).toEqual(hers.deadProperties)
    expect((await bob.files.list('Shared/Trip', asked))[0]?.deadProperties).toEqual(hers.deadProperties)
    await bob.files.ask('PROPPATCH', 'Shared/Trip', {}, set(colour))
    expect((await ann.files.stat('Trip', asked)).deadProperties).toEqual(hers.deadProperties)

    await bob.files.ask('PROPPATCH', plan, {}, patch('<d:remove><d:prop><x:colour/></d:prop></d:remove>'))
    expect((await ann.files.stat('Trip/plan.txt', asked)).deadProperties).toEqual([])
  })

  it('is not what belongs to one user, or to the other server', async () => {
    await using world = await tripWithPlan()
    const favourite = set('<oc:favorite xmlns:oc="http://owncloud.org/ns">1</oc:favorite>')
    expect((await world.bob.files.ask('PROPPATCH', plan, {}, favourite)).status).toBe(403)
  })

  it('is the time of the last change too, with an upload and by itself', async () => {
    await using world = await tripWithPlan()
    const { ann, bob } = world
    const [first, second] = [1_600_000_000, 1_700_000_000]
    const put = await bob.files.put('Shared/Trip/old.txt', 'x', { 'x-oc-mtime': String(first) })
    expect([put.status, put.headers['x-oc-mtime']]).toEqual([201, 'accepted'])
    expect((await ann.files.stat('Trip/old.txt')).modifiedAt).toBe(first * 1000)
    await bob.files.ask(
      'PROPPATCH',
      'Shared/Trip/old.txt',
      {},
      set(`<d:lastmodified>${second}</d:lastmodified>`),
    )
    expect((await ann.files.stat('Trip/old.txt')).modifiedAt).toBe(second * 1000)
    expect((await bob.files.stat('Shared/Trip/old.txt')).modifiedAt).toBe(second * 1000)
  })
})

describe('a checksum', () => {
  it('is that of the owner’s server, in listings and with the file', async () => {
    await using world = await tripWithPlan()
    const { bob } = world
    const sha1 = createHash('sha1').update('0123456789').digest('hex')
    expect((await bob.files.list('Shared/Trip', { checksums: true }))[0]?.checksums).toMatchObject({ sha1 })
    expect((await bob.files.get(plan)).headers['oc-checksum']).toBe(`SHA1:${sha1}`)
  })

  it.each(['sha1', 'sha256'] as const)(
    'that an upload does not have (%s) leaves no file at the owner',
    async (algorithm) => {
      await using world = await tripWithPlan()
      const { ann, bob } = world
      const body = randomBytes(300_000)
      const header = (of: Uint8Array) => ({
        'oc-checksum': `${algorithm.toUpperCase()}:${createHash(algorithm).update(of).digest('hex')}`,
      })
      for (const contents of [body, new Uint8Array()]) {
        const refused = await bob.files.put('Shared/Trip/new.bin', contents, header(Buffer.from('other')))
        expect(refused.status).toBe(400)
      }
      expect((await ann.files.list('Trip')).map(({ name }) => name)).toEqual(['plan.txt'])
      expect((await bob.files.put('Shared/Trip/new.bin', body, header(body))).status).toBe(201)
    },
  )
})

describe('the quota of the owner', () => {
  it('is what a mounted folder shows, and what an upload must fit into (507)', async () => {
    await using world = await tripWithPlan()
    const { a, ann, bob } = world
    const { spaces } = (await ann.api('GET', '/spaces')).json() as { spaces: { id: string }[] }
    const operator = { kind: 'operator', tenant: a.tenant.id } as const
    await a.application.files.setQuota(operator, Number(spaces[0]?.id), 1_000_000)
    for (const path of ['Shared/Trip', 'Shared/Trip/sub']) {
      if (path.endsWith('sub')) await bob.files.mkcol(path)
      expect((await bob.files.stat(path, { quota: true })).quota).toEqual({ used: 10, available: 999_990 })
    }
    const full = await bob.files.put('Shared/Trip/large.bin', randomBytes(2_000_000))
    expect([full.status, full.text]).toEqual([507, expect.stringContaining('no room')])
    expect((await ann.files.list('Trip')).map(({ name }) => name)).toEqual(['plan.txt', 'sub'])
    expect((await bob.files.put('Shared/Trip/small.bin', randomBytes(1000))).status).toBe(201)
  })
})
