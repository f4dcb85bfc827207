import { network } from '@isthmus/testkit'
import { expect, it } from 'vitest'

it('an administrator sees how the server is, of one cloud what is its own, and nobody else sees it', async () => {
  await using net = await network({ servers: ['a.test'], tenants: { 'b.test': 'a.test' } })
  const [a, b] = [net.server('a.test'), net.server('b.test')]
  const [ann, zoe, bob] = [await a.person('ann'), await a.person('zoe'), await b.person('bob')]
  const { accounts } = a.application
  const operator = { kind: 'operator', tenant: a.tenant.id } as const
  await accounts.changeUser(operator, 'zoe', { admin: true })
  await accounts.createGroup(operator, { name: 'staff' })
  await bob.files.put('plan.txt', 'by train')
  const seen = async () => (await zoe.api('GET', '/system')).json() as Record<string, object>
  const before = await seen()
  expect(before).toMatchObject({
    nodeVersion: process.versions.node,
    publicUrl: a.origin,
    storage: { usedBytes: 8, files: 1 },
    users: 2,
    groups: 1,
    jobs: { waiting: 0, running: 0, dead: 0 },
    deliveries: { waiting: 0, dead: 0 },
    peers: { known: 0, failing: 0 },
    mail: { configured: false },
  })
  expect(before['database']).toMatchObject({ bytes: expect.any(Number) })
  expect(before['warnings']).toContainEqual(expect.objectContaining({ slug: 'no-mail' }))
  await ann.files.put('plan.txt', 'by train')
  await ann.share('plan.txt', 'bob@b.test')
  await ann.share('plan.txt', 'bob@nowhere.test')
  expect(await seen()).toMatchObject({
    storage: { usedBytes: 16, files: 2 },
    deliveries: { waiting: 1 },
    peers: { known: 2, failing: 1 },
  })
  expect((await ann.api('GET', '/system')).status).toBe(403)
})
