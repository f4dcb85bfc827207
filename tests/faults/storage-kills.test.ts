import { type CrashPoint, crashPoints } from '@isthmus/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MortalCloud, openMortalCloud } from './kills/mortal-cloud.ts'
import { createRandom, seedOfRun } from './kills/random.ts'

const random = createRandom(seedOfRun())

/** Passed by every request that writes; the others once in a while. */
const busyPoints: readonly CrashPoint[] = [
  'inside-commit',
  'before-commit',
  'after-commit-before-wake',
  'before-blob-fsync',
  'after-blob-fsync',
  'after-blob-rename',
  'after-blob-before-row',
]

/** Deaths that are died one after the other, beside those of the other clouds. */
interface Lane {
  readonly cloud: MortalCloud
  last: Promise<void>
}

const lanes: Lane[] = []
beforeAll(async () => {
  const clouds = [1, 2].map((number) => openMortalCloud(random.fork(`cloud ${number}`)))
  for (const cloud of await Promise.all(clouds)) lanes.push({ cloud, last: Promise.resolve() })
})
afterAll(() => Promise.all(lanes.map(({ cloud }) => cloud[Symbol.asyncDispose]())))

// Each waits for those before it in its lane, too.
describe.concurrent('killed', () => {
  it.for(crashPoints.map((point, index) => ({ point, lane: index % 2 })))(
    'at $point, a server under load comes back with all that it has acknowledged, and nothing half-done',
    ({ point, lane }) => {
      const passes = 1 + random.fork(point).integer(busyPoints.includes(point) ? 20 : 2)
      return inLane(lane, (cloud) => cloud.die(`${point}:${passes}`))
    },
  )
})

it('after all these deaths the sweep leaves every file that is there, and no blob without one', async () => {
  for (const { cloud } of lanes) expect(await cloud.leftBehind()).toEqual([])
})

function inLane(number: number, work: (cloud: MortalCloud) => Promise<void>): Promise<void> {
  const lane = lanes[number]
  if (lane === undefined) throw new Error(`there is no lane ${number}`)
  const turn = lane.last.then(() => work(lane.cloud))
  // What one death has damaged, the next ones find.
  lane.last = turn.catch(() => {})
  return turn
}
