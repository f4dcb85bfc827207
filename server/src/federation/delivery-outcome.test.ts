import { describe, expect, it } from 'vitest'
import { afterNotification, type DeliveryOutcome, sendAgain } from './delivery-outcome.ts'

describe('after a notification', () => {
  it.each<[string, DeliveryOutcome, ReturnType<typeof afterNotification>]>([
    ['that arrived there is nothing to do', { outcome: 'delivered' }, { done: true }],
    [
      'that found nobody it is sent again',
      { outcome: 'retry', reason: 'connection-refused' },
      { retry: 'connection-refused', peerTrouble: true },
    ],
    [
      'that was to come later it comes then, and the peer is in no trouble',
      { outcome: 'retry', reason: 'too-many-requests', status: 429, retryAfterMs: 5000 },
      { retry: 'too-many-requests', peerTrouble: false, afterMs: 5000 },
    ],
    [
      'to what is no cloud now it is sent again',
      { outcome: 'failed', reason: 'certificate' },
      { retry: 'certificate', peerTrouble: true },
    ],
    ...(['not-found', 'not-supported'] as const).map(
      (reason): [string, DeliveryOutcome, ReturnType<typeof afterNotification>] => [
        `that means nothing there (${reason}) there is nothing to do`,
        { outcome: 'refused', reason, status: 404 },
        { done: true },
      ],
    ),
    ...(['invalid', 'forbidden', 'too-large'] as const).map(
      (reason): [string, DeliveryOutcome, ReturnType<typeof afterNotification>] => [
        `that is not wanted (${reason}) it is given up`,
        { outcome: 'refused', reason, status: 403 },
        { giveUp: reason },
      ],
    ),
    ...(['unauthenticated', 'server-error', 'redirected', 'conflict', 'unexpected-status'] as const).map(
      (reason): [string, DeliveryOutcome, ReturnType<typeof afterNotification>] => [
        `whose refusal may pass (${reason}) it is sent again`,
        { outcome: 'refused', reason, status: 500 },
        { retry: reason },
      ],
    ),
  ])('%s', (_, outcome, expected) => {
    expect(afterNotification(outcome)).toEqual(expected)
  })
})

it('what is sent again counts for the breaker of its peer, unless the peer only asks to slow down', () => {
  expect(sendAgain({ outcome: 'retry', reason: 'timeout' })).toEqual({ retry: 'timeout', peerTrouble: true })
  expect(sendAgain({ outcome: 'retry', reason: 'unavailable', retryAfterMs: 1 })).toEqual({
    retry: 'unavailable',
    peerTrouble: true,
    afterMs: 1,
  })
  expect(sendAgain({ outcome: 'retry', reason: 'too-many-requests' })).toMatchObject({ peerTrouble: false })
})
