import { describe, expect, it } from 'vitest'
import { openTestShares, secretIn } from './testing/test-shares.ts'

async function announced() {
  const test = await openTestShares()
  const share = await test.share({ expiresAt: test.clock.now() + 60_000 })
  const providerId = String(share.id)
  return {
    ...test,
    given: share,
    secret: secretIn(test.posted('/ocm/shares')[0]),
    state: async () => (await test.shares.readShare(test.ann, share.id)).state,
    answer: (answer: 'accepted' | 'declined', actor = test.peer, sharedSecret?: string) =>
      test.shares.noteAnswer(actor, {
        providerId,
        answer,
        ...(sharedSecret === undefined ? {} : { sharedSecret }),
      }),
  }
}

describe('the recipient’s answer', () => {
  it.each(['accepted', 'declined'] as const)('is noted, and the same again is fine: %s', async (answer) => {
    await using test = await announced()
    expect(await test.answer(answer)).toEqual({ ok: true })
    expect(await test.answer(answer)).toEqual({ ok: true })
    expect(await test.state()).toBe(answer)
    const lines = (await test.audited()).filter(({ actor_kind }) => actor_kind === 'peer')
    expect(lines.map(({ action, actor }) => [action, actor])).toEqual([[`share.${answer}`, 'peer.example']])
  })

  it('may be to leave what was accepted, which ends the share; not to accept what was left', async () => {
    await using test = await announced()
    await test.answer('accepted')
    expect(test.ended).toEqual([])
    expect(await test.answer('declined')).toEqual({ ok: true })
    expect(test.ended).toEqual([test.given.id])
    expect(await test.answer('accepted')).toEqual({ ok: false, reason: 'share-not-found' })
    expect(await test.state()).toBe('declined')
  })

  it('comes too late for what has been taken back: declining is fine, accepting is not', async () => {
    await using test = await announced()
    await test.shares.revokeShare(test.ann, test.given.id)
    expect(await test.answer('accepted')).toEqual({ ok: false, reason: 'share-not-found' })
    expect(await test.answer('declined')).toEqual({ ok: true })
    expect(await test.state()).toBe('revoked')
  })

  it('comes too late for what is over, though nobody has looked yet', async () => {
    await using test = await announced()
    await test.clock.advance(60_000)
    expect(await test.answer('accepted')).toEqual({ ok: false, reason: 'share-not-found' })
  })

  it('is not taken from another server, whatever it knows', async () => {
    await using test = await announced()
    const evil = { ...test.peer, host: 'evil.example' }
    for (const secret of [undefined, test.secret]) {
      expect(await test.answer('declined', evil, secret)).toEqual({ ok: false, reason: 'not-allowed' })
      expect(await test.answer('declined', { ...evil, verified: false }, secret)).toEqual({
        ok: false,
        reason: 'not-allowed',
      })
    }
    expect(await test.state()).toBe('announced')
  })

  it('without a signature is proven by the secret of this share, and by nothing else', async () => {
    await using test = await announced()
    await test.share({ shareWith: 'carol@peer.example' })
    const unsigned = { ...test.peer, verified: false }
    for (const secret of [undefined, '', 'x', secretIn(test.posted('/ocm/shares')[1])]) {
      expect(await test.answer('declined', unsigned, secret)).toEqual({ ok: false, reason: 'not-allowed' })
    }
    expect(await test.answer('declined', unsigned, test.secret)).toEqual({ ok: true })
  })

  it('with the secret of another share is about that one, signed as it may be', async () => {
    await using test = await announced()
    await test.share({ shareWith: 'carol@peer.example' })
    for (const secret of ['x', secretIn(test.posted('/ocm/shares')[1])]) {
      expect(await test.answer('declined', test.peer, secret)).toEqual({ ok: false, reason: 'not-allowed' })
    }
    expect(await test.state()).toBe('announced')
    expect(await test.answer('declined', test.peer, test.secret)).toEqual({ ok: true })
  })

  it.each(['0', '7', 'x', '1 OR 1', '01'])('to a share that is none (%s) is none', async (providerId) => {
    await using test = await announced()
    expect(await test.shares.noteAnswer(test.peer, { providerId, answer: 'declined' })).toEqual({
      ok: false,
      reason: 'share-not-found',
    })
  })
})

describe('the partner of a share', () => {
  it('is the recipient’s server, proven for whoever knows the secret', async () => {
    await using test = await announced()
    const partner = (providerId: string, sharedSecret?: string) =>
      test.shares.partnerOf(test.tenant.id, {
        providerId,
        ...(sharedSecret === undefined ? {} : { sharedSecret }),
      })
    expect(await partner('1', test.secret)).toEqual({ host: 'peer.example', proven: true })
    expect(await partner('1', 'wrong')).toEqual({ host: 'peer.example', proven: false })
    expect(await partner('1')).toEqual({ host: 'peer.example', proven: false })
    expect(await partner('2', test.secret)).toBeUndefined()
  })
})
