import { expect, test } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { idOfItem } from './inbox.ts'
import { multistatus, openTestMounts } from './testing/test-mounts.ts'

const root = multistatus({ path: '', etag: '"1"', permissions: 'RGDNVCK' })

/** Bob has accepted what Ann shares, and her server has gone down. */
async function down() {
  const house = await openTestMounts()
  await house.accepted()
  house.peerServes('PROPFIND', '', transportError('ECONNREFUSED'))
  house.mounts.beginRequest({ ...house.bob }, new AbortController().signal)
  await house.mounts.probe()
  const [item] = await house.mounts.listInbox(house.bob, { limit: 1 })
  const probes = () => house.asked().filter((line) => line === 'PROPFIND ').length
  const id = item === undefined ? 0 : idOfItem(item)
  const retry = async () => (await house.mounts.retryMount(house.bob, id)).place
  return { ...house, item, probes, retry }
}

test('a server that is up again is found at once when somebody asks', async () => {
  await using house = await down()
  const since = house.clock.now()
  expect(house.item?.place).toMatchObject({ staleSince: since })
  await house.clock.advance(2000)
  house.peerServes('PROPFIND', '', root)
  expect(await house.retry()).toEqual({ path: ['Shared', 'Trip'] })
  expect(await house.retry()).toEqual({ path: ['Shared', 'Trip'] })
  expect(house.probes()).toBe(2)
})

test('while it is down, it is asked once in two seconds, however often somebody wants it', async () => {
  await using house = await down()
  const place = house.item?.place
  expect(await house.retry()).toEqual(place)
  expect(house.probes()).toBe(1)
  await house.clock.advance(2000)
  expect(await house.retry()).toEqual(place)
  expect(await house.retry()).toEqual(place)
  expect(house.probes()).toBe(2)
})

test('nobody waits long for a server that says nothing', async () => {
  await using house = await down()
  await house.clock.advance(2000)
  house.peerServes('PROPFIND', '', () => new Promise(() => {}))
  const retried = house.retry()
  await house.clock.advance(8000)
  expect(await retried).toEqual(house.item?.place)
})

test('what waits for an answer, and what is not there, has no server to ask', async () => {
  await using house = await openTestMounts()
  await house.receive()
  const [item] = await house.mounts.listInbox(house.bob, { limit: 1 })
  const id = item === undefined ? 0 : idOfItem(item)
  await expect(house.mounts.retryMount(house.bob, id)).rejects.toMatchObject({ code: 'inbox-item-answered' })
  await expect(house.mounts.retryMount(house.bob, 999)).rejects.toMatchObject({
    code: 'inbox-item-not-found',
  })
})
