import { type Person, processes, type ServerProcess } from '@isthmus/testkit'
import { expect, it } from 'vitest'

type Step = 'share' | 'accept' | 'change' | 'decline' | 'revoke'

/**
 * Ann and Bob have accounts at one server, where Bob is asked what he wants. In one of these steps the server dies and
 * is started again; whoever was just asking it asks again.
 */
it.concurrent.for<[point: string, step: Step]>([
  ['before-sharing', 'share'],
  ['after-sharing', 'share'],
  ['before-accepting', 'accept'],
  ['after-accepting', 'accept'],
  ['before-changing', 'change'],
  ['after-changing', 'change'],
  ['before-declining', 'decline'],
  ['after-declining', 'decline'],
  ['before-revoking', 'revoke'],
  ['after-revoking', 'revoke'],
])(
  'when the server is killed at %s (%s), both see one share, in the same state',
  { timeout: 90_000 },
  async ([point, deadly]) => {
    await using world = await processes({ a: { crashAt: point } })
    const { a } = world.servers
    const [ann, bob] = [await a.person('ann'), await a.person('bob')]
    await bob.api('PATCH', '/inbox/rules', { local: 'ask' })
    await ann.files.mkcol('Trip')
    await ann.files.put('Trip/plan.txt', 'by train')
    const perform = async (step: Step, action: () => Promise<unknown>) => {
      if (step === deadly) expect(await deathDuring(a, action)).toBe('SIGKILL')
      await action()
    }

    await perform('share', () => ann.share('Trip', bob.address))
    expect(await states(ann, bob)).toEqual(['announced', 'pending'])
    const [[share], [item]] = [await ann.shares(), await bob.inbox()]

    await perform('accept', () => bob.accept(item?.id ?? ''))
    expect(await states(ann, bob)).toEqual(['accepted', 'accepted'])
    expect((await bob.files.list('Shared')).map(({ name }) => name)).toEqual(['Trip'])

    await perform('change', () => ann.api('PATCH', `/shares/${share?.id}`, { permissions: ['read'] }))
    expect((await bob.inbox())[0]?.permissions).toEqual(['read'])
    expect((await bob.files.put('Shared/Trip/plan.txt', 'by bus')).status).toBe(403)

    await perform('decline', () => bob.decline(item?.id ?? ''))
    expect(await states(ann, bob)).toEqual(['declined', 'declined'])
    expect(await bob.files.list('Shared')).toEqual([])

    const again = await ann.share('Trip', bob.address)
    await bob.accept((await bob.inbox())[0]?.id ?? '')
    await perform('revoke', () => ann.revoke(again.id))
    expect(await states(ann, bob)).toEqual(['revoked', 'declined', 'removed', 'declined'])
    expect(await bob.files.list('Shared')).toEqual([])
    expect((await ann.files.get('Trip/plan.txt')).text).toBe('by train')
  },
)

/** Starts the server again; whoever asked may get no answer. */
async function deathDuring(server: ServerProcess, action: () => Promise<unknown>): Promise<string | null> {
  const [signal] = await Promise.all([server.death(), action().catch(() => undefined)])
  await server.start()
  return signal
}

/** The states of all shares there are, newest first: of Ann’s, then of Bob’s. */
async function states(ann: Person, bob: Person): Promise<string[]> {
  return [...(await ann.shares()), ...(await bob.inbox())].map(({ state }) => state)
}
