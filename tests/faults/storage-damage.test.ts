import { randomBytes } from 'node:crypto'
import { type DavFiles, network, twoClouds } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'
import { blobFiles, damages } from './storage/blob-files.ts'

const kinds = ['missing', 'truncated', 'flipped'] as const
/** One that is answered from one buffer, and one that is streamed. */
const sizes = [10_000, 3_000_000]

/** A server with a sound file, and one whose contents on the disk are not what they were. */
async function withDamage(kind: (typeof kinds)[number], size: number) {
  await using resources = new AsyncDisposableStack()
  const net = resources.use(await network({ servers: ['a.test'] }))
  const a = net.server('a.test')
  const { files } = await a.person('ann')
  await files.put('sound.bin', 'sound')
  const before = new Set(await blobFiles(a))
  const body = randomBytes(size)
  await files.put('damaged.bin', body)
  const [blob = ''] = (await blobFiles(a)).filter((path) => !before.has(path))
  await damages[kind](blob, size)
  const owned = resources.move()
  return { a, files, body, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

describe.for(kinds)('a file whose contents are %s', (kind) => {
  it.for(sizes)('(%d bytes) is never given away as whole, and the operator hears of it', async (size) => {
    await using world = await withDamage(kind, size)
    const { a, files } = world
    expect(await outcomeOf(files, 'damaged.bin')).toBe('no file')
    expect(a.logged('blob.damaged')).toHaveLength(1)
    expect(await a.metrics()).toMatch(/^isthmus_blob_damage_total\{problem="\w+"\} 1$/m)
  })

  it('is still listed, can be replaced, and does no harm to others', async () => {
    await using world = await withDamage(kind, 10_000)
    const { files } = world
    expect((await files.list('')).map(({ name }) => name)).toEqual(['damaged.bin', 'sound.bin'])
    expect((await files.get('sound.bin')).text).toBe('sound')
    expect((await files.put('damaged.bin', 'mended')).status).toBe(204)
    expect((await files.get('damaged.bin')).text).toBe('mended')
  })

  it.for(sizes)('(%d bytes) is not given away in parts either', async (size) => {
    await using world = await withDamage(kind, size)
    const middle = Math.floor(size / 2)
    const headers = { range: `bytes=${middle - 100}-${middle + 100}` }
    expect((await world.files.get('damaged.bin', headers)).status).toBe(500)
    expect(world.a.logged('blob.damaged')).toHaveLength(1)
  })
})

it('what was downloaded up to the damage cannot be resumed beyond it', async () => {
  await using world = await withDamage('flipped', 3_000_000)
  const { files, body } = world
  const before = await files.get('damaged.bin', { range: 'bytes=0-999999' })
  expect(before.status).toBe(206)
  expect(before.bytes.equals(body.subarray(0, 1_000_000))).toBe(true)
  await expect(files.get('damaged.bin', { range: 'bytes=1000000-' })).rejects.toThrow()
})

it('somebody who reads a damaged file through a share gets none either', async () => {
  await using world = await twoClouds()
  const { a, ann, bob } = world
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.bin', randomBytes(3_000_000))
  await world.shareAndAccept('Trip')
  const [blob = ''] = await blobFiles(a)
  await damages.flipped(blob, 3_000_000)
  // Bob's server tries again and again, after longer and longer pauses.
  expect(await world.untilSettled(outcomeOf(bob.files, 'Shared/Trip/plan.bin'))).toBe('no file')
})

it.each(kinds)(
  'a folder with a file whose contents are %s is never given away as a whole archive',
  async (kind) => {
    await using net = await network({ servers: ['a.test'] })
    const [a, { web }] = [net.server('a.test'), net]
    const ann = await a.person('ann')
    await ann.files.mkcol('Trip')
    await ann.files.put('Trip/plan.bin', randomBytes(3_000_000))
    const { link } = await ann.link('Trip')
    const whole = await web.fetch({ method: 'GET', url: `${link.url}?zip` })
    expect([whole.status, whole.bytes.byteLength > 3_000_000]).toEqual([200, true])
    const [blob = ''] = await blobFiles(a)
    await damages[kind](blob, 3_000_000)
    await expect(web.fetch({ method: 'GET', url: `${link.url}?zip` })).rejects.toThrow()
    expect(a.logged('blob.damaged')).toHaveLength(1)
  },
)

/** What a client that wants the whole file ends up with. */
async function outcomeOf(files: DavFiles, path: string): Promise<'a file' | 'no file'> {
  // A body that breaks off is no file to any client.
  const answer = await files.get(path).catch(() => undefined)
  if (answer === undefined || answer.status >= 500) return 'no file'
  return 'a file'
}
