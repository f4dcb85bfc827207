import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { ResourceError } from '@isthmus/webdav'
import { describe, expect, it } from 'vitest'
import { permissionsOfWords } from '../platform/permissions.ts'
import { openTestShares, secretIn } from './testing/test-shares.ts'

const write = { permissions: permissionsOfWords(['read', 'write']) }

/** A share, and what opens it. `strict`: its secret must be exchanged. */
async function shared({
  strict = true,
  ...order
}: {
  strict?: boolean
  permissions?: typeof write.permissions
  expiresAt?: number
} = {}) {
  const test = await openTestShares()
  if (!strict) {
    const { capabilities, ...rest } = test.document
    const body = { ...rest, capabilities: capabilities.filter((name) => name !== 'exchange-token') }
    test.internet.answer('GET https://peer.example/.well-known/ocm', { body })
  }
  const share = await test.share(order)
  const secret = secretIn(test.posted('/ocm/shares')[0])
  return {
    ...test,
    given: share,
    secret,
    redeem: (actor = test.peer, code = secret) => test.shares.redeemSecret(actor, code),
    async token() {
      const redemption = await test.shares.redeemSecret(test.peer, secret)
      if (!redemption.ok) throw new Error(redemption.reason)
      return redemption.token.accessToken
    },
    open: (credential: string, id = String(share.id)) =>
      test.shares.openShare(test.tenant.id, id, credential),
    async treeWith(credential: string) {
      const opened = await test.shares.openShare(test.tenant.id, String(share.id), credential)
      if (!opened.ok) throw new Error(opened.reason)
      return opened.tree
    },
  }
}

describe('the secret of a share', () => {
  it('is exchanged for a token by the recipient’s server, again and again', async () => {
    await using test = await shared()
    const first = await test.redeem()
    expect(first).toMatchObject({ ok: true, token: { expiresInMs: 300_000 } })
    expect(await test.redeem()).toMatchObject({ ok: true })
  })

  it('gives a token no longer than the share lives', async () => {
    await using test = await shared({ expiresAt: Date.UTC(2026, 0, 1) + 60_500 })
    const redemption = await test.redeem()
    expect(redemption).toMatchObject({ ok: true, token: { expiresInMs: expect.any(Number) } })
    expect(redemption.ok && redemption.token.expiresInMs).toBeLessThanOrEqual(61_000)
  })

  it.each([
    ['another server', { host: 'evil.example' }, 'wrong-receiver'],
    ['its server on another port', { host: 'peer.example:8443' }, 'wrong-receiver'],
    ['whoever does not sign', { verified: false }, 'unauthenticated'],
  ])('is worth nothing to %s', async (_, changes, reason) => {
    await using test = await shared()
    expect(await test.redeem({ ...test.peer, ...changes })).toEqual({ ok: false, reason })
  })

  it('is exchanged without a signature where it need not be exchanged', async () => {
    await using test = await shared({ strict: false })
    expect(await test.redeem({ ...test.peer, verified: false })).toMatchObject({ ok: true })
  })

  it('that nobody has given out is none', async () => {
    await using test = await shared()
    for (const code of ['', 'x', `${test.secret}x`, test.secret.slice(1)]) {
      expect(await test.redeem(test.peer, code)).toEqual({ ok: false, reason: 'unknown-code' })
    }
  })

  it('is worth nothing at another tenant', async () => {
    await using test = await shared()
    const tenant = (test.tenant.id + 1) as typeof test.tenant.id
    expect(await test.redeem({ ...test.peer, tenant })).toEqual({ ok: false, reason: 'unknown-code' })
  })

  it.each(['revoked', 'declined', 'expired', 'of a disabled owner'])(
    'is worth nothing once the share is %s',
    async (how) => {
      await using test = await shared({ expiresAt: Date.UTC(2026, 0, 2) })
      const token = await test.token()
      await end(test, how)
      expect(await test.redeem()).toEqual({ ok: false, reason: 'share-ended' })
      expect(await test.open(token)).toMatchObject({ ok: false })
    },
  )
})

describe('a share', () => {
  it('opens with a token, and with its bare secret only where that is allowed', async () => {
    await using strict = await shared()
    expect(await strict.open(await strict.token())).toMatchObject({ ok: true })
    expect(await strict.open(strict.secret)).toEqual({ ok: false, reason: 'unauthorized' })
    await using loose = await shared({ strict: false })
    expect(await loose.open(loose.secret)).toMatchObject({ ok: true })
    expect(await loose.open(await loose.token())).toMatchObject({ ok: true })
  })

  it('opens with nothing of another share', async () => {
    await using test = await shared({ strict: false })
    const other = await test.share({ shareWith: 'carol@peer.example' })
    const otherSecret = secretIn(test.posted('/ocm/shares')[1])
    expect(await test.open(otherSecret, String(other.id))).toMatchObject({ ok: true })
    expect(await test.open(otherSecret)).toEqual({ ok: false, reason: 'unauthorized' })
    expect(await test.open(await test.token(), String(other.id))).toEqual({
      ok: false,
      reason: 'unauthorized',
    })
  })

  it.each(['0', '-1', '01', '1.0', '1e0', ' 1', 'x', '', '9007199254740993', '1/..'])(
    'has no such id: “%s”',
    async (id) => {
      await using test = await shared({ strict: false })
      expect(await test.open(test.secret, id)).toEqual({ ok: false, reason: 'unauthorized' })
    },
  )

  it('shows what was shared, and nothing around it', async () => {
    await using test = await shared()
    const tree = await test.treeWith(await test.token())
    expect((await tree.stat([]))?.kind).toBe('folder')
    expect(await text((await tree.read(['plan.txt'], {})).body)).toBe('by train')
    expect(await tree.stat(['..', 'Trip'])).toBeUndefined()
  })

  it('lets nobody change anything who may only read', async () => {
    await using test = await shared()
    const tree = await test.treeWith(await test.token())
    const changes = [
      tree.write(['plan.txt'], Readable.from(['x']), { preconditions: {} }),
      tree.write(['new.txt'], Readable.from(['x']), { preconditions: {} }),
      tree.makeFolder(['new'], { preconditions: {} }),
      tree.remove(['plan.txt'], { preconditions: {} }),
      tree.move(['plan.txt'], ['other.txt'], { preconditions: {}, overwrite: true }),
    ]
    await Promise.all(changes.map((change) => expect(change).rejects.toMatchObject({ reason: 'forbidden' })))
  })

  it('that ends during an upload keeps nothing of it', async () => {
    await using test = await shared(write)
    const tree = await test.treeWith(await test.token())
    const body = new Readable({ read() {} })
    body.push('half')
    const upload = tree.write(['new.txt'], body, { preconditions: {} })
    await test.shares.revokeShare(test.ann, test.given.id)
    body.push(null)
    await expect(upload).rejects.toBeInstanceOf(ResourceError)
    expect(await test.tree.stat(['Trip', 'new.txt'])).toBeUndefined()
  })

  it.each(['revoked', 'declined', 'expired', 'of a disabled owner'])(
    'that is %s is over for whoever could open it',
    async (how) => {
      await using test = await shared({ strict: false, expiresAt: Date.UTC(2026, 0, 2) })
      await end(test, how)
      expect(await test.open(test.secret)).toEqual({ ok: false, reason: 'gone' })
      expect(await test.open('something else')).toEqual({ ok: false, reason: 'unauthorized' })
    },
  )
})

async function end(test: Awaited<ReturnType<typeof shared>>, how: string): Promise<void> {
  if (how === 'revoked') await test.shares.revokeShare(test.ann, test.given.id)
  else if (how === 'declined') {
    await test.shares.noteAnswer(test.peer, { providerId: String(test.given.id), answer: 'declined' })
  } else if (how === 'expired') await test.clock.advance(86_400_000)
  else await test.database.write((tx) => tx.updateTable('users').set({ disabled: 1 }).execute())
}
