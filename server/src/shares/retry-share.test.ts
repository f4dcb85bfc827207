import { expect, test } from 'vitest'
import { transportError } from '../platform/testing/scripted-internet.ts'
import { openTestShares } from './testing/test-shares.ts'

/** Bob's server is down, and Ann has shared something with him. */
async function delayed() {
  const house = await openTestShares()
  house.peerAnswers('/ocm/shares', transportError('ECONNRESET'))
  const share = await house.share()
  const retry = () => house.settled(house.shares.retryShare(house.ann, share.id))
  const delivery = async () =>
    (await house.shares.describeShares(house.ann, [await house.shares.readShare(house.ann, share.id)])).get(
      share.id,
    )?.delivery
  return { ...house, share, retry, delivery }
}

test('how far the announcement of a share is, is said as long as it is announced', async () => {
  await using house = await delayed()
  expect(house.share.state).toBe('announcing')
  const delivery = await house.delivery()
  expect(delivery).toMatchObject({ state: 'waiting', attempts: 1, lastError: 'unreachable' })
  expect(delivery?.nextAttemptAt).toBeGreaterThan(house.clock.now())
  house.peerAnswers('/ocm/shares', { status: 201 })
  await house.retry()
  expect(await house.delivery()).toBeUndefined()
})

test('a share that is delayed is announced at once when somebody says so', async () => {
  await using house = await delayed()
  house.peerAnswers('/ocm/shares', { status: 201 })
  expect(await house.retry()).toMatchObject({ id: house.share.id, state: 'announced' })
  expect(house.posted('/ocm/shares')).toHaveLength(2)
  expect((await house.audited()).map(({ action }) => action)).toEqual([
    'share.created',
    'share.retried',
    'share.announced',
  ])
})

test('a share that is tried again is tried for three days more', async () => {
  await using house = await delayed()
  await house.clock.advance(2 * 86_400_000)
  const retriedAt = house.clock.now()
  const retrying = house.shares.retryShare(house.ann, house.share.id)
  await house.clock.advance(2000)
  expect(await retrying).toMatchObject({ id: house.share.id, state: 'announcing' })
  const [job] = await house.jobs.list(house.tenant.id)
  expect(job).toMatchObject({ attempts: 0, deadlineAt: retriedAt + 3 * 86_400_000 })
})

test('a share that was refused is shared anew', async () => {
  await using house = await openTestShares()
  house.peerAnswers('/ocm/shares', { status: 403 })
  const refused = await house.share({ note: 'for you' })
  house.peerAnswers('/ocm/shares', { status: 201 })
  const anew = await house.settled(house.shares.retryShare(house.ann, refused.id))
  expect(anew).toMatchObject({ state: 'announced', note: 'for you', recipient: refused.recipient })
  expect(anew.id).not.toBe(refused.id)
  expect(
    (await house.shares.listSharesOf(house.ann, { path: ['Trip'] }, { limit: 9 })).map(({ id }) => id),
  ).toEqual([anew.id])
})

test('what cannot be tried again is refused', async () => {
  await using house = await openTestShares()
  const bob = await house.addUser('bob')
  const retry = (id: number, actor = house.ann) => house.shares.retryShare(actor, id)
  const announced = await house.share()
  await expect(retry(announced.id)).rejects.toMatchObject({ code: 'conflict' })
  await expect(retry(announced.id, bob)).rejects.toMatchObject({ code: 'share-not-found' })
  house.peerAnswers('/ocm/shares', { status: 403 })
  const over = await house.share({ shareWith: 'eve@peer.example', expiresAt: house.clock.now() + 60_000 })
  const gone = await house.share({ path: ['Trip', 'plan.txt'] })
  await house.tree.remove(['Trip', 'plan.txt'], { preconditions: {} })
  await house.clock.advance(60_000)
  await expect(retry(over.id)).rejects.toMatchObject({ code: 'share-over' })
  await expect(retry(gone.id)).rejects.toMatchObject({ code: 'node-not-found' })
})

/** Nobody finds Bob's server for three days: nothing was ever sent to it, and the job is given up. */
async function givenUp() {
  const house = await openTestShares()
  house.internet.answer('GET https://peer.example/.well-known/ocm', transportError('ECONNREFUSED'))
  const share = await house.share()
  await house.clock.advance(3 * 86_400_000 + 1)
  await house.jobs.runDue()
  house.internet.answer('GET https://peer.example/.well-known/ocm', { body: house.document })
  await house.clock.advance(60_000)
  const [job] = await house.jobs.list(house.tenant.id, { state: 'dead' })
  const state = async () => (await house.shares.readShare(house.ann, share.id)).state
  return { ...house, id: share.id, jobId: job?.id ?? '', state }
}

test('a job that was given up takes its share up again, when an administrator has it tried again', async () => {
  await using house = await givenUp()
  expect(await house.state()).toBe('failed')
  expect(await house.jobs.retry(house.tenant.id, house.jobId)).toBe(true)
  await house.jobs.runDue()
  expect(await house.state()).toBe('announced')
  expect(house.posted('/ocm/shares')).toMatchObject([{ providerId: String(house.id) }])
})

test('a job that was given up changes nothing when there is another share by now', async () => {
  await using house = await givenUp()
  const anew = await house.share()
  await house.jobs.retry(house.tenant.id, house.jobId)
  await house.jobs.runDue()
  expect(await house.state()).toBe('failed')
  expect(house.posted('/ocm/shares')).toMatchObject([{ providerId: String(anew.id) }])
})
