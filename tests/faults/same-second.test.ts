import { createManualClock, processes } from '@isthmus/testkit'
import { expect, it } from 'vitest'

it('a server that dies before it knows that a share was taken in, and is back in the same second, announces it again', async () => {
  await using world = await processes({ a: { crashAt: 'after-announcing' }, b: {} })
  const { a, b } = world.servers
  const [ann, bob] = [await a.person('ann'), await b.person('bob')]
  await ann.files.mkcol('Trip')
  await expect(ann.share('Trip', bob.address)).rejects.toThrow()
  expect(await a.death()).toBe('SIGKILL')
  const [item] = await bob.inbox()
  expect(item).toMatchObject({ name: 'Trip', state: 'pending' })

  await using revived = await a.revive(createManualClock(Date.parse(item?.createdAt ?? '')))
  const { jobs } = revived.application
  await jobs.runDue()
  expect(await jobs.list(revived.tenant.id)).toEqual([])
  expect(await ann.shares()).toMatchObject([{ name: 'Trip', state: 'announced', stateReason: null }])
  expect(await bob.inbox()).toEqual([item])
})
