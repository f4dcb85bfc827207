import { Readable } from 'node:stream'
import { ResourceError, type ResourceTree } from '@isthmus/webdav'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import type { Call } from '../route.ts'
import { basic } from '../testing/open-test-door.ts'
import { route } from './ocm-share.ts'

const tree = {
  stat: async () => undefined,
  read: () => Promise.reject(new ResourceError('not-found', 'nothing')),
} as unknown as ResourceTree

/** Asks for a share that `credential` opens. */
async function ask(authorization: string | undefined, { rawUrl = '/dav/ocm/7/a.txt', gone = false } = {}) {
  const asked: string[] = []
  const call = {
    application: {
      clock: systemClock,
      shares: {
        async openShare(_tenant: number, _id: string, credential: string) {
          asked.push(credential)
          if (credential !== 'the-secret') return { ok: false, reason: 'unauthorized' }
          return gone ? { ok: false, reason: 'gone' } : { ok: true, tree }
        },
      },
    },
    tenant: { id: 1, publicUrl: 'https://cloud.example' },
    method: 'GET',
    rawUrl,
    params: { share: '7' },
    headers: authorization === undefined ? {} : { authorization },
    stream: Readable.from([]),
  } as unknown as Call<'none', undefined, undefined>
  const outcome = await route.handle(call).catch((error: { code?: string; reason?: string }) => error)
  return { asked, outcome }
}

describe('a share for another cloud', () => {
  it.each([
    ['a bearer', 'Bearer the-secret'],
    ['a bearer in small letters', 'bearer the-secret'],
    ['a user without a password', basic('the-secret', '')],
    ['a user whose password is the same', basic('the-secret', 'the-secret')],
  ])('is opened by its credential as %s', async (_, authorization) => {
    expect(await ask(authorization)).toMatchObject({ asked: ['the-secret'], outcome: { status: 404 } })
  })

  it.each([undefined, '', 'Bearer', 'Basic', basic('the-secret', 'other'), 'Digest x', 'Bearer a b'])(
    'is not even looked for with: %s',
    async (authorization) => {
      expect(await ask(authorization)).toMatchObject({ asked: [], outcome: { code: 'unauthorized' } })
    },
  )

  it('is opened by nothing else, and says when it is over', async () => {
    expect(await ask('Bearer wrong')).toMatchObject({ outcome: { code: 'unauthorized' } })
    expect(await ask('Bearer the-secret', { gone: true })).toMatchObject({
      outcome: { code: 'share-not-found' },
    })
  })

  it.each(['/dav/ocm/7/../8/a.txt', '/dav/ocm/7/%2e%2e/8', '/dav/ocm/7/a%2fb', '/dav/ocm/7/%zz'])(
    'has nothing at %s',
    async (rawUrl) => {
      expect(await ask('Bearer the-secret', { rawUrl })).toMatchObject({
        outcome: { reason: expect.toBeOneOf(['bad-path', 'not-found']) },
      })
    },
  )
})
