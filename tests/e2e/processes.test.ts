import { processes } from '@isthmus/testkit'
import { expect, it } from 'vitest'

it('the main job works between two processes, and everything is still there when both start again', async () => {
  await using world = await processes({ a: {}, b: {} })
  const { a, b } = world.servers
  const [ann, bob] = [await a.person('ann'), await b.person('bob')]
  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'by train')

  const share = await ann.share('Trip', bob.address)
  await expect.poll(() => ann.shareState(share.id)).toBe('announced')
  const [item] = await bob.inbox()
  expect(item).toMatchObject({ name: 'Trip', trust: { level: 'signed' }, state: 'pending' })
  await bob.accept(item?.id ?? '')
  await expect.poll(() => ann.shareState(share.id)).toBe('accepted')

  expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('by train')
  expect((await bob.files.put('Shared/Trip/list.txt', 'tent')).status).toBe(201)
  expect((await bob.files.move('Shared/Trip/list.txt', 'Shared/Trip/things.txt')).status).toBe(201)
  expect((await ann.files.get('Trip/things.txt')).text).toBe('tent')

  await Promise.all([a.kill(), b.kill()])
  await Promise.all([a.start(), b.start()])
  expect((await bob.files.list('Shared/Trip')).map(({ name }) => name)).toEqual(['plan.txt', 'things.txt'])
  expect((await bob.files.get('Shared/Trip/things.txt')).text).toBe('tent')

  await ann.revoke(share.id)
  await expect.poll(async () => (await bob.files.list('Shared')).length).toBe(0)
  expect((await bob.files.get('Shared/Trip/plan.txt')).status).toBe(404)
})
