import { randomBytes } from 'node:crypto'
import { twoClouds } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

/** Ann’s folder `Trip` with `plan.txt` in it, accepted by Bob. */
async function tripWithPlan() {
  await using resources = new AsyncDisposableStack()
  const world = resources.use(await twoClouds())
  await world.ann.files.mkcol('Trip')
  await world.ann.files.put('Trip/plan.txt', '0123456789')
  const shared = await world.shareAndAccept('Trip')
  const owned = resources.move()
  return { ...world, ...shared, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

describe('a listing', () => {
  it('of a mounted folder costs one request to the other server, one of its parent none', async () => {
    await using world = await tripWithPlan()
    const { ann, bob, b } = world
    for (let n = 0; n < 20; n += 1) await ann.files.put(`Trip/${n}.txt`, `${n}`)
    await bob.files.list('Shared/Trip')

    const before = b.sent().length
    await bob.files.list('Shared')
    await bob.files.list('')
    expect(b.sent().slice(before)).toEqual([])
    expect(await bob.files.list('Shared/Trip')).toHaveLength(21)
    expect(b.sent().slice(before)).toMatchObject([{ method: 'PROPFIND', host: 'a.test', status: 207 }])
  })

  it('shows the owner’s entity tags, ids of our own that survive renames, and letters of a received share', async () => {
    await using world = await tripWithPlan()
    const { ann, bob } = world
    const [theirs] = await ann.files.list('Trip')
    const [before] = await bob.files.list('Shared/Trip')
    expect(before?.etag).toBe(theirs?.etag)
    expect(before?.permissions).toMatch(/^S(?!.*M)/)
    expect((await bob.files.stat('Shared/Trip')).permissions).toMatch(/^S.*M/)

    await ann.files.move('Trip/plan.txt', 'Trip/new plan.txt')
    const [after] = await bob.files.list('Shared/Trip')
    expect(after).toMatchObject({ name: 'new plan.txt', fileId: before?.fileId })
  })
})

describe('reading', () => {
  it('gives parts, the unchanged and the unsatisfiable as for a file of one’s own', async () => {
    await using world = await tripWithPlan()
    const { files } = world.bob
    const path = 'Shared/Trip/plan.txt'
    const whole = await files.get(path)
    expect([whole.status, whole.text]).toEqual([200, '0123456789'])
    const etag = whole.headers['etag'] ?? ''

    const part = await files.get(path, { range: 'bytes=2-4' })
    expect([part.status, part.text, part.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10'])
    const end = await files.get(path, { range: 'bytes=-3' })
    expect([end.status, end.text]).toEqual([206, '789'])
    const beyond = await files.get(path, { range: 'bytes=10-' })
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */10'])
    expect((await files.get(path, { 'if-none-match': etag })).status).toBe(304)
    const changed = await files.get(path, { range: 'bytes=2-4', 'if-range': '"another"' })
    expect([changed.status, changed.text]).toEqual([200, '0123456789'])
    const head = await files.head(path)
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '10', ''])
  })

  it('streams a large file without a byte changed', async () => {
    await using world = await tripWithPlan()
    const large = randomBytes(8 * 1024 * 1024)
    await world.ann.files.put('Trip/large.bin', large)
    const read = await world.bob.files.get('Shared/Trip/large.bin')
    expect(read.headers['content-length']).toBe(String(large.length))
    expect(read.bytes.equals(large)).toBe(true)
  })
})

describe('writing', () => {
  it('reaches the owner at once: new files, overwriting, folders, renaming, removing', async () => {
    await using world = await tripWithPlan()
    const { ann, bob } = world
    expect((await bob.files.put('Shared/Trip/list.txt', 'tent')).status).toBe(201)
    expect((await ann.files.get('Trip/list.txt')).text).toBe('tent')
    expect((await bob.files.put('Shared/Trip/list.txt', 'tent, stove')).status).toBe(204)
    expect((await ann.files.get('Trip/list.txt')).text).toBe('tent, stove')
    expect((await bob.files.mkcol('Shared/Trip/photos')).status).toBe(201)
    const into = await bob.files.move('Shared/Trip/list.txt', 'Shared/Trip/photos/things.txt')
    expect(into.status).toBe(201)
    expect((await ann.files.get('Trip/photos/things.txt')).text).toBe('tent, stove')
    expect((await bob.files.copy('Shared/Trip/photos', 'Shared/Trip/copies')).status).toBe(201)
    expect((await ann.files.get('Trip/copies/things.txt')).text).toBe('tent, stove')
    expect((await bob.files.delete('Shared/Trip/photos')).status).toBe(204)
    expect((await ann.files.list('Trip')).map(({ name }) => name)).toEqual(['copies', 'plan.txt'])
  })

  it('moves between a mount and one’s own files in both directions', async () => {
    await using world = await tripWithPlan()
    const { ann, bob } = world
    await bob.files.put('mine.txt', 'mine')
    expect((await bob.files.move('mine.txt', 'Shared/Trip/mine.txt')).status).toBe(201)
    expect((await ann.files.get('Trip/mine.txt')).text).toBe('mine')
    expect((await bob.files.get('mine.txt')).status).toBe(404)
    expect((await bob.files.move('Shared/Trip/plan.txt', 'plan.txt')).status).toBe(201)
    expect((await bob.files.get('plan.txt')).text).toBe('0123456789')
    expect((await ann.files.get('Trip/plan.txt')).status).toBe(404)
  })

  it('over a state that has changed is refused with 412, and nothing is lost', async () => {
    await using world = await tripWithPlan()
    const { ann, bob } = world
    const path = 'Shared/Trip/plan.txt'
    const seen = (await bob.files.get(path)).headers['etag'] ?? ''
    await ann.files.put('Trip/plan.txt', 'by Ann')

    const refused = [
      await bob.files.put(path, 'by Bob', { 'if-match': seen }),
      await bob.files.delete(path, { 'if-match': seen }),
      await bob.files.put(path, 'by Bob', { 'if-none-match': '*' }),
      await bob.files.move('Shared/Trip/plan.txt', 'Shared/Trip/x.txt', { 'if-match': seen }),
      await bob.files.copy('Shared/Trip/plan.txt', 'Shared/Trip/plan.txt', { overwrite: 'F' }),
    ]
    expect(refused.map(({ status }) => status)).toEqual([412, 412, 412, 412, 403])
    expect((await ann.files.get('Trip/plan.txt')).text).toBe('by Ann')
    const current = (await bob.files.get(path)).headers['etag'] ?? ''
    expect((await bob.files.put(path, 'by Bob', { 'if-match': current })).status).toBe(204)
    expect((await ann.files.get('Trip/plan.txt')).text).toBe('by Bob')
  })

  it('where nothing can be is refused as in one’s own files', async () => {
    await using world = await tripWithPlan()
    const { files } = world.bob
    const statuses = [
      await files.put('Shared/Trip/missing/x.txt', 'x'),
      await files.mkcol('Shared/Trip/missing/x'),
      await files.mkcol('Shared/Trip/plan.txt'),
      await files.get('Shared/Trip/missing.txt'),
      await files.delete('Shared/Trip/missing.txt'),
      await files.put('Shared/Trip', 'x'),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([409, 409, 405, 404, 404, 405])
  })
})

describe('what sync clients look at', () => {
  it('changes above the mount at once after a change through it, and after a probe when the owner made it', async () => {
    await using world = await tripWithPlan()
    const { ann, bob, clock } = world
    const tags = async () => [(await bob.files.stat('')).etag, (await bob.files.stat('Shared')).etag]
    await bob.files.list('Shared/Trip')

    const first = await tags()
    await bob.files.put('Shared/Trip/by-bob.txt', 'x')
    const second = await tags()
    expect(second.filter((tag) => first.includes(tag))).toEqual([])

    await ann.files.put('Trip/by-ann.txt', 'x')
    expect(await tags()).toEqual(second)
    await clock.advance(30_000)
    await expect.poll(tags).not.toEqual(second)
    const third = await tags()
    expect(third.filter((tag) => second.includes(tag))).toEqual([])
    expect((await bob.files.list('Shared/Trip')).map(({ name }) => name)).toContain('by-ann.txt')
  })

  it('stays as it is while nothing happens', async () => {
    await using world = await tripWithPlan()
    const { bob, clock, b } = world
    await bob.files.list('Shared/Trip')
    const before = (await bob.files.stat('')).etag
    const probes = b.sent({ method: 'PROPFIND' }).length
    await clock.advance(30_000)
    await expect.poll(() => b.sent({ method: 'PROPFIND' }).length).toBeGreaterThan(probes)
    await bob.files.list('Shared/Trip')
    expect((await bob.files.stat('')).etag).toBe(before)
  })
})

it.each([
  '🏔️ Ausflug.txt',
  'e\u0301te\u0301 (NFD).txt',
  '100 % + 5 & 6 # ? ; = @.txt',
  'quotes " and \' and ` <x>.txt',
  'back\\slash: *|.txt',
  '%2F%2e%2e.txt',
  'ends with a dot.',
  ' spaces ',
])('a file called “%s” is created, listed, read, renamed and removed through the mount', async (name) => {
  await using world = await tripWithPlan()
  const { ann, bob } = world
  const normal = name.normalize('NFC')
  expect((await bob.files.put(`Shared/Trip/${name}`, name)).status).toBe(201)
  expect((await ann.files.list('Trip')).map((entry) => entry.name)).toContain(normal)
  expect((await bob.files.list('Shared/Trip')).map((entry) => entry.name)).toContain(normal)
  expect((await bob.files.get(`Shared/Trip/${name}`)).text).toBe(name)
  expect((await bob.files.move(`Shared/Trip/${name}`, `Shared/Trip/2 ${name}`)).status).toBe(201)
  expect((await ann.files.get(`Trip/2 ${name}`)).text).toBe(name)
  expect((await bob.files.delete(`Shared/Trip/2 ${name}`)).status).toBe(204)
  expect((await ann.files.list('Trip')).map((entry) => entry.name)).toEqual(['plan.txt'])
})
