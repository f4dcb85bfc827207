import { describe, expect, it } from 'vitest'
import { fixtures } from '../testing/fixtures.ts'
import { readNotification } from './notification.ts'

interface Sample {
  about: string
  body: unknown
}

describe('OCM-NOTIF-11: a notification is read', () => {
  it.each(fixtures<Sample & { notification: object }>('notifications/valid'))('$about', (sample) => {
    expect(readNotification(sample.body)).toEqual({ ok: true, notification: sample.notification })
  })
})

describe('a notification is refused', () => {
  it.each(fixtures<Sample & { refusal: object }>('notifications/invalid'))('$about', (sample) => {
    expect(readNotification(sample.body)).toEqual({ ok: false, ...sample.refusal })
  })
})
