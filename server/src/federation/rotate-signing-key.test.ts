import { decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import type { UserId } from '../platform/actor.ts'
import { addressOf, hostOf, openTestFederation } from './testing/test-federation.ts'

const hour = 3_600_000

/** The keys of the tenant by state, and what is published. */
async function openRotation() {
  const room = await openTestFederation()
  const { federation, tenant } = room
  const operator = { kind: 'operator', tenant: tenant.id } as const
  await federation.prepareKeys(tenant.id)
  const states = async () =>
    (await federation.describeSigningKeys(operator)).map(({ kid, state }) => [kid, state])
  const published = async () => (await federation.jwks(tenant.id)).keys.map(({ kid }) => kid)
  return { ...room, operator, states, published }
}

test('a new key is published at once, signs two hours later, and the former one is verified with for a day', async () => {
  await using room = await openRotation()
  const { federation, tenant, clock, operator, states, published } = room
  const [first] = await published()
  const token = await issue(room)
  const made = await federation.rotateSigningKey(operator, { immediately: false })
  expect(made).toMatchObject({ state: 'next', algorithm: 'Ed25519', signsFrom: clock.now() + 1 + 2 * hour })
  expect(await published()).toEqual([made.kid, first])
  await expect(federation.rotateSigningKey(operator, { immediately: false })).rejects.toMatchObject({
    code: 'conflict',
  })
  await clock.advance(2 * hour)
  expect(kidOf(await issue(room))).toBe(first)
  await clock.advance(1)
  expect(await states()).toEqual([
    [made.kid, 'signing'],
    [first, 'former'],
  ])
  expect(kidOf(await issue(room))).toBe(made.kid)
  expect(await federation.verifyAccessToken(tenant.id, token)).toBeDefined()

  // Too soon to drop the first one.
  const third = await federation.rotateSigningKey(operator, { immediately: false })
  expect(await published()).toEqual([third.kid, made.kid, first])
  await clock.advance(26 * hour)
  const fourth = await federation.rotateSigningKey(operator, { immediately: false })
  expect(await states()).toEqual([
    [fourth.kid, 'next'],
    [third.kid, 'signing'],
  ])
  expect(await federation.verifyAccessToken(tenant.id, token)).toBeUndefined()
})

test('when keys are in wrong hands the new one signs at once, and nothing else counts', async () => {
  await using room = await openRotation()
  const { federation, tenant, operator, published } = room
  const token = await issue(room)
  await federation.rotateSigningKey(operator, { immediately: false })
  const made = await federation.rotateSigningKey(operator, { immediately: true })
  expect(made.state).toBe('signing')
  expect(await published()).toEqual([made.kid])
  expect(await federation.verifyAccessToken(tenant.id, token)).toBeUndefined()
  expect(kidOf(await issue(room))).toBe(made.kid)
})

test('only administrators see and make keys, and the audit trail tells', async () => {
  await using room = await openRotation()
  const { federation, tenant, operator } = room
  const userId = 'user-1' as UserId
  const ann = { kind: 'user', tenant: tenant.id, userId, username: 'ann', admin: false } as const
  await expect(federation.describeSigningKeys(ann)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(federation.rotateSigningKey(ann, { immediately: true })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await federation.rotateSigningKey(operator, { immediately: true })
  const lines = await room.context.activity.listAudit(operator, { limit: 10, subjectKind: 'signing-key' })
  expect(lines.map(({ action, actorKind }) => `${actorKind} ${action}`)).toEqual([
    'operator signing-key.deleted',
    'operator signing-key.created',
    'system signing-key.created',
  ])
})

type Room = Awaited<ReturnType<typeof openRotation>>

function issue({ federation, tenant }: Room): Promise<string> {
  return federation.issueAccessToken(tenant.id, {
    shareId: 1,
    recipient: addressOf('bob@peer.example'),
    clientId: hostOf('peer.example'),
    owner: 'user-1' as UserId,
    lifetime: 100 * 3600,
  })
}

function kidOf(token: string): string | undefined {
  return decodeProtectedHeader(token).kid
}
