import { setTimeout as wait } from 'node:timers/promises'
import { median } from '../machine/median.ts'
import { residentMemory } from '../machine/resident-memory.ts'
import { type IsthmusOptions, startIsthmus } from '../servers/isthmus.ts'
import type { Measure } from './measure.ts'
import type { Sizes } from './sizes.ts'
import type { Stage } from './stage.ts'

/** Milliseconds of nothing before memory counts as that of an idle server. */
const rest = 2_000

/** From the start of the program to the answer to somebody's first request, and what it needs when it has nothing to do. */
export async function starts(
  stage: Stage,
  options: IsthmusOptions,
  { starts: times }: Sizes,
): Promise<Measure[]> {
  const first: number[] = []
  const idle: number[] = []
  for (let start = 0; start < times; start += 1) {
    const startedAt = performance.now()
    await using server = await startIsthmus(options)
    const order = { method: 'GET', target: 'small.bin', connections: 1, until: { requests: 1 }, status: 200 }
    await stage.load(server, order)
    first.push(performance.now() - startedAt)
    await wait(rest)
    idle.push(residentMemory(server.pid))
  }
  return [
    {
      name: 'first-request',
      title: 'Start to the answer to the first GET, sign-in included',
      unit: 'ms',
      more: false,
      target: { atMost: 1000 },
      values: [{ server: 'isthmus', median: median(first), runs: first }],
    },
    {
      name: 'idle-memory',
      title: 'Memory of an idle server',
      unit: 'MiB',
      more: false,
      target: { atMost: 180 },
      values: [{ server: 'isthmus', median: median(idle), runs: idle }],
    },
  ]
}
