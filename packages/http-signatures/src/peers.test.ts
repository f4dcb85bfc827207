import { describe, expect, it } from 'vitest'
import nextcloud from './fixtures/nextcloud-32/shares.json' with { type: 'json' }
import share from './fixtures/open-cloud-mesh/share-creation.json' with { type: 'json' }
import token from './fixtures/open-cloud-mesh/token-request.json' with { type: 'json' }
import inviteAccepted from './fixtures/opencloudmesh-go/invite-accepted.json' with { type: 'json' }
import jwks from './fixtures/opencloudmesh-go/jwks.json' with { type: 'json' }
import notifications from './fixtures/opencloudmesh-go/notifications.json' with { type: 'json' }
import shares from './fixtures/opencloudmesh-go/shares.json' with { type: 'json' }
import tokenRequest from './fixtures/opencloudmesh-go/token.json' with { type: 'json' }
import {
  type Fields,
  importPrivateJwk,
  importPublicJwk,
  keyFromJwks,
  publicJwk,
  type RequestMessage,
  signMessageWithContent,
  type VerificationPolicy,
  verifyMessage,
} from './index.ts'

const components = ['@method', '@target-uri', 'content-digest', 'content-length']

const openCloudMesh: VerificationPolicy = {
  select: { tag: 'ocm' },
  requiredComponents: components,
  requiredParameters: ['created', 'keyid', 'tag'],
  maxAgeSeconds: 300,
  maxFutureSkewSeconds: 60,
}

const recorded: readonly [string, { readonly request: Recorded }][] = [
  ['an accepted invite', inviteAccepted],
  ['a share', shares],
  ['a notification', notifications],
  ['a token request', tokenRequest],
]

const constructed: readonly [string, typeof token | typeof share][] = [
  ['a share', share],
  ['a token request', token],
]

describe('what opencloudmesh-go 1.2 signed', () => {
  it.each(recorded)('%s verifies, and not with one byte of the body changed', async (_, { request }) => {
    const verify = (message: RequestMessage) =>
      verifyMessage(message, {
        policy: openCloudMesh,
        now: 1_795_309_875_000,
        findKey: async (keyId) => keyFromJwks(jwks, keyId),
      })
    const message = messageOf(request)
    expect(await verify(message)).toMatchObject({ ok: true, label: 'ocm', tag: 'ocm', components })
    const changed = Buffer.from(`${request.body.slice(0, -1)} `)
    expect(await verify({ ...message, body: changed })).toMatchObject({ reason: 'digest-mismatch' })
  })
})

describe('what Nextcloud 32 signed by the draft before the RFC', () => {
  it('is a message without a signature, whatever is asked for', async () => {
    for (const select of ['only', { tag: 'ocm' }, { label: 'keyid' }] as const) {
      const outcome = await verifyMessage(messageOf(nextcloud.request), {
        policy: { ...openCloudMesh, select },
        now: 1_795_308_396_000,
        findKey: () => Promise.reject(new Error('a key was looked up')),
      })
      expect(outcome).toMatchObject({ ok: false, reason: 'unsigned' })
    }
  })
})

describe('the constructed requests of Open Cloud Mesh 1.4', () => {
  it.each(constructed)('%s verifies, and is signed to the same bytes', async (_, { request, key }) => {
    const signing = importPrivateJwk({ ...key, alg: 'Ed25519', use: 'sig' })
    const message = messageOf(request)
    const outcome = await verifyMessage(message, {
      policy: openCloudMesh,
      now: 1_788_000_060_000,
      findKey: async () => importPublicJwk(publicJwk(signing)),
    })
    expect(outcome).toMatchObject({ ok: true, keyId: key.kid })

    const { host, contentType } = { host: request.headers.Host, contentType: request.headers['Content-Type'] }
    const signed = await signMessageWithContent(
      { ...message, headers: { Host: host, 'Content-Type': contentType } },
      {
        key: signing,
        components,
        label: 'ocmsig',
        tag: 'ocm',
        created: outcome.ok ? (outcome.created ?? 0) : 0,
      },
    )
    expect(request.headers).toMatchObject(signed)
  })
})

interface Recorded {
  readonly method: string
  readonly url: string
  readonly headers: Fields
  readonly body: string
}

function messageOf({ method, url, headers, body }: Recorded): RequestMessage {
  return { method, url, headers, body: Buffer.from(body) }
}
