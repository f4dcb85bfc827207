import { expect, test } from 'vitest'
import type { TenantId, UserActor, UserId } from '../platform/actor.ts'
import { permissionsOfWords } from '../platform/permissions.ts'
import { createShares } from './index.ts'

const ann: UserActor = {
  kind: 'user',
  tenant: 1 as TenantId,
  userId: 'u1' as UserId,
  username: 'ann',
  admin: false,
}
const order = { path: ['plan.txt'], shareWith: 'bob@his.example', permissions: permissionsOfWords(['read']) }

test('who may not share with people on other servers is told so before anything else happens', async () => {
  const asked: unknown[] = []
  const accounts = {
    tenant: async () => ({ host: 'cloud.example' }),
    may: async (...question: unknown[]) => {
      asked.push(question)
      return false
    },
  }
  // No database may be touched.
  const context = { accounts, clock: { now: () => 0 }, jobs: { handle: () => undefined } }
  const shares = createShares(context as unknown as Parameters<typeof createShares>[0])
  await expect(shares.createShare(ann, order)).rejects.toMatchObject({
    code: 'forbidden',
    detail: expect.stringContaining('people on other servers'),
  })
  expect(asked).toEqual([[ann, 'share-outward']])
})
