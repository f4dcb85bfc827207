import { type Person, processes, type ServerProcess } from '@isthmus/testkit'
import { it } from 'vitest'

type Step = 'share' | 'accept' | 'change' | 'revoke'

/** Retries come after some seconds of real time. */
const soon = { timeout: 30_000, interval: 100 }

/**
 * Ann (at `a`) shares a folder with Bob (at `b`), he accepts, she lets him read only, she takes it back. In one of these steps one of the
 * servers dies and is started again; whoever was just asking it asks again.
 */
it.concurrent.for<[victim: 'a' | 'b', point: string, step: Step]>([
  ['a', 'before-sharing', 'share'],
  ['a', 'after-sharing', 'share'],
  ['a', 'before-terms', 'share'],
  ['a', 'before-announcing', 'share'],
  ['a', 'after-announcing', 'share'],
  ['b', 'before-receiving', 'share'],
  ['b', 'after-receiving', 'share'],
  ['b', 'before-accepting', 'accept'],
  ['b', 'after-accepting', 'accept'],
  ['b', 'before-answering', 'accept'],
  ['b', 'after-answering', 'accept'],
  ['a', 'before-noting-answer', 'accept'],
  ['a', 'after-noting-answer', 'accept'],
  ['a', 'before-changing', 'change'],
  ['a', 'after-changing', 'change'],
  ['a', 'before-telling-change', 'change'],
  ['a', 'after-telling-change', 'change'],
  ['b', 'before-noting-change', 'change'],
  ['b', 'after-noting-change', 'change'],
  ['a', 'before-revoking', 'revoke'],
  ['a', 'after-revoking', 'revoke'],
  ['a', 'before-telling-end', 'revoke'],
  ['a', 'after-telling-end', 'revoke'],
  ['b', 'before-ending', 'revoke'],
  ['b', 'after-ending', 'revoke'],
])(
  'when %s is killed at %s (%s), there is one share on each side, in the right state, and nothing is left to do',
  { timeout: 90_000 },
  async ([victim, point, deadly], { expect }) => {
    const crash = { crashAt: point }
    await using world = await processes({ a: victim === 'a' ? crash : {}, b: victim === 'b' ? crash : {} })
    const { a, b } = world.servers
    const [ann, bob] = [await a.person('ann'), await b.person('bob')]
    await ann.files.mkcol('Trip')
    await ann.files.put('Trip/plan.txt', 'by train')
    const perform = async (step: Step, action: () => Promise<unknown>) => {
      if (step === deadly) expect(await deathDuring(world.servers[victim], action)).toBe('SIGKILL')
      await action()
    }

    await perform('share', () => ann.share('Trip', bob.address))
    await expect.poll(() => states(ann, bob), soon).toEqual(['announced', 'pending'])
    const [[share], [item]] = [await ann.shares(), await bob.inbox()]

    await perform('accept', () => bob.accept(item?.id ?? ''))
    await expect.poll(() => states(ann, bob), soon).toEqual(['accepted', 'accepted'])
    expect((await bob.files.list('Shared')).map(({ name }) => name)).toEqual(['Trip'])
    expect((await bob.files.get('Shared/Trip/plan.txt')).text).toBe('by train')

    await perform('change', () => ann.api('PATCH', `/shares/${share?.id}`, { permissions: ['read'] }))
    await expect.poll(async () => (await bob.inbox())[0]?.permissions, soon).toEqual(['read'])
    expect((await bob.files.put('Shared/Trip/plan.txt', 'by bus')).status).toBe(403)

    await perform('revoke', () => ann.revoke(share?.id ?? ''))
    await expect.poll(() => states(ann, bob), soon).toEqual(['revoked', 'removed'])
    expect(await bob.files.list('Shared')).toEqual([])
    expect((await bob.files.get('Shared/Trip/plan.txt')).status).toBe(404)
    await expect.poll(() => Promise.all([a, b].map(jobsOf)), soon).toEqual([[], []])
  },
)

/** Starts the server again; whoever asked may get no answer. */
async function deathDuring(server: ServerProcess, action: () => Promise<unknown>): Promise<string | null> {
  const [signal] = await Promise.all([server.death(), action().catch(() => undefined)])
  await server.start()
  return signal
}

/** The states of all shares there are: of Ann’s, then of Bob’s. */
async function states(ann: Person, bob: Person): Promise<string[]> {
  return [...(await ann.shares()), ...(await bob.inbox())].map(({ state }) => state)
}

async function jobsOf(server: ServerProcess): Promise<unknown[]> {
  return (await server.operator<{ jobs: unknown[] }>('GET', '/api/v1/jobs')).jobs
}
