import { Readable } from 'node:stream'
import type { RangeRequest, ResourceTree } from '@isthmus/webdav'
import { expect, test } from 'vitest'
import { openTestShares } from '../testing/test-shares.ts'

/** Ann's link to `Trip` may be used so often. */
async function withLimit(maxDownloads: number) {
  const room = await openTestShares()
  const { shares, ann, tenant } = room
  const share = await shares.createLink(ann, { path: ['Trip'], access: 'edit', maxDownloads })
  const view = async () => (await shares.showLinks(ann, [share])).get(share.id)
  const token = (await view())?.url.split('/').at(-1) ?? ''
  const enter = async (address: string) => {
    const opened = await shares.openLink(tenant.id, token, { address })
    if (!opened.ok) throw new Error(opened.reason)
    return opened.link
  }
  return {
    ...room,
    enter,
    downloads: async () => (await view())?.downloads,
    /** @returns whether it was sent */
    async get(range?: RangeRequest, { address = '192.0.2.1', name = 'plan.txt' } = {}) {
      const { tree } = await enter(address)
      const reading = await tree.read([name], range === undefined ? {} : { range }).catch(() => undefined)
      reading?.body.destroy()
      return reading !== undefined
    },
  }
}

test('a download is a file that begins to be sent, each time', async () => {
  await using room = await withLimit(2)
  expect([await room.get(), await room.get(), await room.get()]).toEqual([true, true, false])
  expect(await room.downloads()).toBe(2)
})

test('looking at things is no download', async () => {
  await using room = await withLimit(1)
  const { tree } = await room.enter('192.0.2.1')
  await tree.stat(['plan.txt'])
  await tree.list([])
  expect(await room.get({ first: 99 })).toBe(false)
  expect(await room.get(undefined, { name: 'missing' })).toBe(false)
  expect(await room.downloads()).toBe(0)
})

test('whoever has begun may go on, also when nothing is left for others', async () => {
  await using room = await withLimit(1)
  expect(await room.get()).toBe(true)
  expect(await room.get({ first: 3 })).toBe(true)
  expect(await room.get({ suffixLength: 2 })).toBe(true)
  expect(await room.get({ first: 3 }, { address: '192.0.2.2' })).toBe(false)
  expect(await room.get({ first: 0 })).toBe(false)
  expect(await room.get()).toBe(false)
  await room.clock.advance(25 * 60 * 60_000)
  expect(await room.get({ first: 3 })).toBe(false)
  expect(await room.downloads()).toBe(1)
})

test('parts that are asked for in any order are one download', async () => {
  await using room = await withLimit(1)
  expect(await room.get({ first: 4 })).toBe(true)
  expect(await room.get({ first: 0, last: 3 })).toBe(true)
  expect(await room.get({ first: 0, last: 3 })).toBe(false)
  expect(await room.get({ first: 1 })).toBe(true)
})

test('another file, or another version of it, is another download', async () => {
  await using room = await withLimit(1)
  await room.tree.write(['Trip', 'b.txt'], Readable.from([Buffer.from('other')]), { preconditions: {} })
  expect(await room.get()).toBe(true)
  expect(await room.get({ first: 1 }, { name: 'b.txt' })).toBe(false)
  await room.tree.write(['Trip', 'plan.txt'], Readable.from([Buffer.from('by plane')]), { preconditions: {} })
  expect(await room.get({ first: 1 })).toBe(false)
})

async function readOnce(tree: ResourceTree): Promise<void> {
  const { body } = await tree.read(['plan.txt'], {})
  body.destroy()
}

test('a folder in one archive is one download', async () => {
  await using room = await withLimit(1)
  const link = await room.enter('192.0.2.1')
  const tree = await link.beginArchive()
  await readOnce(tree)
  await readOnce(tree)
  expect(await room.downloads()).toBe(1)
  await expect(link.beginArchive()).rejects.toMatchObject({ reason: 'not-found' })
})

test('a link that is used up shows and takes nothing any more', async () => {
  await using room = await withLimit(1)
  await room.get()
  const link = await room.enter('192.0.2.1')
  expect(link.usedUp).toBe(true)
  await expect(link.tree.list([])).rejects.toMatchObject({ reason: 'not-found' })
  await expect(link.tree.stat([])).rejects.toMatchObject({ reason: 'not-found' })
  await expect(link.tree.add([], 'x', Readable.from([]))).rejects.toMatchObject({ reason: 'not-found' })
})

test('however many begin at once, no more are counted than there may be', async () => {
  await using room = await withLimit(3)
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, at) => room.get(undefined, { address: `192.0.2.${at}` })),
  )
  expect(outcomes.filter(Boolean)).toHaveLength(3)
  expect(await room.downloads()).toBe(3)
})
