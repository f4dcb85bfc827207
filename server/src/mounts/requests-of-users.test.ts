import { describe, expect, it } from 'vitest'
import type { TenantId, UserActor, UserId } from '../platform/actor.ts'
import { createManualClock } from '../platform/testing/manual-clock.ts'
import { createRequestsOfUsers } from './requests-of-users.ts'

const actor = (username: string): UserActor => ({
  kind: 'user',
  tenant: 1 as TenantId,
  userId: username as UserId,
  username,
  admin: false,
})

describe('requests of users', () => {
  it('tell who was active lately', async () => {
    const clock = createManualClock()
    const requests = createRequestsOfUsers(clock)
    requests.begin(actor('ann'), new AbortController().signal)
    await clock.advance(1_000)
    requests.sawUser('bob' as UserId)
    expect(requests.activeIn(2_000)).toEqual(['ann', 'bob'])
    await clock.advance(1_500)
    expect(requests.activeIn(2_000)).toEqual(['bob'])
    await clock.advance(2_000)
    expect(requests.activeIn(2_000)).toEqual([])
  })

  it('end with whoever made them, and with nobody else', () => {
    const requests = createRequestsOfUsers(createManualClock())
    const [one, two] = [actor('ann'), actor('ann')]
    const left = new AbortController()
    requests.begin(one, left.signal)
    requests.begin(two, new AbortController().signal)
    left.abort()
    expect([requests.signalOf(one).aborted, requests.signalOf(two).aborted]).toEqual([true, false])
    expect(requests.signalOf(actor('ann')).aborted).toBe(false)
  })
})
