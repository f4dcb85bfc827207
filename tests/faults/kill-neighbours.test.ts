import { type CrashPoint, type Person, processes } from '@isthmus/testkit'
import { it } from 'vitest'

const steps = ['share', 'accept', 'change', 'decline', 'revoke'] as const
type Step = (typeof steps)[number]

/** Where the server dies in each step. */
const lives: readonly Readonly<Record<Step, CrashPoint>>[] = [
  {
    share: 'before-sharing',
    accept: 'before-accepting',
    change: 'before-changing',
    decline: 'before-declining',
    revoke: 'before-revoking',
  },
  {
    share: 'after-sharing',
    accept: 'after-accepting',
    change: 'after-changing',
    decline: 'after-declining',
    revoke: 'after-revoking',
  },
]

/**
 * Ann and Bob have accounts at one server, where Bob is asked what he wants. In each of these steps the server dies and
 * is started again; whoever was just asking it asks again.
 */
it.concurrent.for(lives.map((life) => [Object.values(life).join(', '), life] as const))(
  'when the server is killed at %s, both see one share, in the same state',
  async ([, life], { expect }) => {
    await using world = await processes({ a: { crashAt: life.share } })
    const { a } = world.servers
    const [ann, bob] = [await a.person('ann'), await a.person('bob')]
    await bob.api('PATCH', '/inbox/rules', { local: 'ask' })
    await ann.files.mkcol('Trip')
    await ann.files.put('Trip/plan.txt', 'by train')
    const perform = async (step: Step, action: () => Promise<unknown>) => {
      const [signal] = await Promise.all([a.death(), action().catch(() => undefined)])
      expect(signal).toBe('SIGKILL')
      const next = steps[steps.indexOf(step) + 1]
      await a.start(next && { crashAt: life[next] })
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

/** The states of all shares there are, newest first: of Ann’s, then of Bob’s. */
async function states(ann: Person, bob: Person): Promise<string[]> {
  return [...(await ann.shares()), ...(await bob.inbox())].map(({ state }) => state)
}
