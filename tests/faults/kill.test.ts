import { type CrashPoint, type Person, processes, type ServerProcess } from '@isthmus/testkit'
import { it } from 'vitest'
import { getWhenUp } from './kills/get-when-up.ts'

type Step = 'share' | 'accept' | 'change' | 'revoke'
type Death = readonly [victim: 'a' | 'b', point: CrashPoint]

/** Where somebody dies in each step: in the first life of two clouds at the first points, in the second at the second. */
const deaths: Readonly<Record<Step, readonly Death[]>> = {
  share: [
    ['a', 'before-sharing'],
    ['a', 'after-sharing'],
    ['a', 'before-terms'],
    ['a', 'before-announcing'],
    ['a', 'after-announcing'],
    ['b', 'before-receiving'],
    ['b', 'after-receiving'],
  ],
  accept: [
    ['b', 'before-accepting'],
    ['b', 'after-accepting'],
    ['b', 'before-answering'],
    ['b', 'after-answering'],
    ['a', 'before-noting-answer'],
    ['a', 'after-noting-answer'],
  ],
  change: [
    ['a', 'before-changing'],
    ['a', 'after-changing'],
    ['a', 'before-telling-change'],
    ['a', 'after-telling-change'],
    ['b', 'before-noting-change'],
    ['b', 'after-noting-change'],
  ],
  revoke: [
    ['a', 'before-revoking'],
    ['a', 'after-revoking'],
    ['a', 'before-telling-end'],
    ['a', 'after-telling-end'],
    ['b', 'before-ending'],
    ['b', 'after-ending'],
  ],
}

const lives = deaths.share.map((_, life) =>
  Object.entries(deaths).flatMap(([step, points]) => {
    const [victim, point] = points[life] ?? []
    return victim === undefined || point === undefined ? [] : [{ step: step as Step, victim, point }]
  }),
)

/** Retries come after some seconds of real time. */
const seldom = { interval: 100 }

/**
 * Ann (at `a`) shares a folder with Bob (at `b`), he accepts, she lets him read only, she takes it back. In each of these steps
 * one of the servers dies and is started again; whoever was just asking it asks again.
 */
it.concurrent.for(lives.map((life) => [life.map(({ point }) => point).join(', '), life] as const))(
  'killed at %s, there is one share on each side, in the right state, and nothing is left to do',
  async ([, life], { expect }) => {
    /** Where a server dies next: no point is passed in two steps. */
    const nextDeathOf = (name: 'a' | 'b', after?: Step) => {
      const later = life.slice(life.findIndex(({ step }) => step === after) + 1)
      const crashAt = later.find(({ victim }) => victim === name)?.point
      return crashAt === undefined ? {} : { crashAt }
    }
    await using world = await processes({ a: nextDeathOf('a'), b: nextDeathOf('b') })
    const { a, b } = world.servers
    const [ann, bob] = [await a.person('ann'), await b.person('bob')]
    await ann.files.mkcol('Trip')
    await ann.files.put('Trip/plan.txt', 'by train')
    const perform = async (step: Step, action: () => Promise<unknown>) => {
      const victim = life.find((death) => death.step === step)?.victim
      if (victim !== undefined) {
        const server = world.servers[victim]
        expect(await deathDuring(server, action)).toBe('SIGKILL')
        await server.start(nextDeathOf(victim, step))
      }
      await action()
    }

    await perform('share', () => ann.share('Trip', bob.address))
    await expect.poll(() => states(ann, bob), seldom).toEqual(['announced', 'pending'])
    const [[share], [item]] = [await ann.shares(), await bob.inbox()]

    await perform('accept', () => bob.accept(item?.id ?? ''))
    await expect.poll(() => states(ann, bob), seldom).toEqual(['accepted', 'accepted'])
    expect((await bob.files.list('Shared')).map(({ name }) => name)).toEqual(['Trip'])
    expect((await getWhenUp(bob, 'Shared/Trip/plan.txt')).text).toBe('by train')

    await perform('change', () => ann.api('PATCH', `/shares/${share?.id}`, { permissions: ['read'] }))
    await expect.poll(async () => (await bob.inbox())[0]?.permissions, seldom).toEqual(['read'])
    await expect
      .poll(async () => (await bob.files.put('Shared/Trip/plan.txt', 'by bus')).status, seldom)
      .toBe(403)

    await perform('revoke', () => ann.revoke(share?.id ?? ''))
    await expect.poll(() => states(ann, bob), seldom).toEqual(['revoked', 'removed'])
    expect(await bob.files.list('Shared')).toEqual([])
    expect((await bob.files.get('Shared/Trip/plan.txt')).status).toBe(404)
    await expect.poll(() => Promise.all([a, b].map(jobsOf)), seldom).toEqual([[], []])
  },
)

/** Whoever asked may get no answer. */
async function deathDuring(server: ServerProcess, action: () => Promise<unknown>): Promise<string | null> {
  const [signal] = await Promise.all([server.death(), action().catch(() => undefined)])
  return signal
}

/** The states of all shares there are: of Ann’s, then of Bob’s. */
async function states(ann: Person, bob: Person): Promise<string[]> {
  return [...(await ann.shares()), ...(await bob.inbox())].map(({ state }) => state)
}

async function jobsOf(server: ServerProcess): Promise<unknown[]> {
  return (await server.operator<{ jobs: unknown[] }>('GET', '/api/v1/jobs')).jobs
}
