import type { Measure } from '../dav/measure.ts'
import type { Stage } from '../dav/stage.ts'
import { listing } from '../dav/workloads.ts'
import { median } from '../machine/median.ts'
import type { BenchServer } from '../servers/bench-server.ts'
import { oursAlone } from './single-figures.ts'
import type { OcmSizes } from './sizes.ts'
import { type CloudOptions, mountOf, requestsSent } from './two-clouds.ts'

/**
 * What a dead server costs those who look at the folder around its mount: time, and requests.
 * @param kill - ends the server of the mount
 */
export async function withDeadPeer(
  stage: Stage,
  clouds: CloudOptions,
  b: BenchServer,
  kill: () => Promise<void>,
  { rounds, seconds, warmUp }: OcmSizes,
): Promise<Measure[]> {
  const parent = { ...listing('Shared/'), connections: 4 }
  const times = async (): Promise<number[]> => {
    const runs: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      runs.push((await stage.load(b, { ...parent, until: { seconds } })).latency.median)
    }
    return runs
  }
  await stage.load(b, { ...parent, until: { requests: warmUp } })
  const alive = median(await times())
  await kill()
  // Somebody finds out.
  const inside = { ...listing('hundred/'), connections: 1, until: { requests: 1 }, status: 503 }
  await stage.load(mountOf(b), inside)
  const before = await requestsSent(clouds)
  const dead = await times()
  const sent = (await requestsSent(clouds)) - before
  return [
    oursAlone(
      {
        name: 'dead-peer-time',
        title: 'PROPFIND of the folder around a mount whose server is dead, over that while it was alive',
        unit: '×',
        more: false,
        target: { atMost: 1.1 },
      },
      dead.map((time) => time / alive),
    ),
    oursAlone(
      {
        name: 'dead-peer-upstream',
        title: 'Requests to the dead server meanwhile, probes in the background included',
        unit: '×',
        more: false,
        target: { atMost: 2 },
      },
      [sent],
    ),
  ]
}
