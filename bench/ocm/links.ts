import type { Measure } from '../dav/measure.ts'
import type { Stage } from '../dav/stage.ts'
import { listing } from '../dav/workloads.ts'
import type { BenchServer } from '../servers/bench-server.ts'
import { oursAlone } from './single-figures.ts'
import type { OcmSizes } from './sizes.ts'
import { openSlowLink } from './slow-link.ts'
import { type CloudOptions, mountOf, requestsSent, startOver } from './two-clouds.ts'

/** What is wanted beyond the round trip that cannot be saved, milliseconds. */
const own = 20

/** How a mount feels whose server is far away: a listing and a small file, each with the requests that it costs. */
export async function overSlowLinks(
  stage: Stage,
  clouds: CloudOptions,
  a: BenchServer,
  { rounds, listings }: OcmSizes,
): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const roundTrip of [20, 200]) {
    await using link = await openSlowLink(a.port, roundTrip / 2)
    await using b = await startOver(clouds.b, a, link.port)
    const mount = mountOf(b)
    for (const [what, order] of [
      ['PROPFIND, depth 1, 100 files', { ...listing('hundred/'), connections: 1 }],
      ['GET 10 kB', { method: 'GET', target: 'small.bin', status: 200, connections: 1 }],
    ] as const) {
      // The first one finds out where the share lies, gets a token and opens a connection.
      await stage.load(mount, { ...order, until: { requests: 3 } })
      const runs: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const { latency } = await stage.load(mount, { ...order, until: { requests: 5 } })
        runs.push(latency.median)
      }
      const title = `${what} through a mount over a link of ${roundTrip} ms`
      const name = `link-${roundTrip}-${order.method.toLowerCase()}`
      measures.push(
        oursAlone({ name, title, unit: 'ms', more: false, target: { atMost: roundTrip + own } }, runs),
      )
    }
    if (roundTrip === 20) measures.push(await countedListings(stage, clouds, mount, listings))
  }
  return measures
}

/** How many requests a listing costs at the other server. */
async function countedListings(
  stage: Stage,
  clouds: CloudOptions,
  mount: BenchServer,
  listings: number,
): Promise<Measure> {
  const before = await requestsSent(clouds)
  await stage.load(mount, { ...listing('hundred/'), connections: 4, until: { requests: listings } })
  const sent = (await requestsSent(clouds)) - before
  return oursAlone(
    {
      name: 'listing-upstream',
      title: 'Requests to the other server for one listing',
      unit: '×',
      more: false,
      // A probe in the background may fall into it.
      target: { atMost: 1 + 2 / listings },
    },
    [sent / listings],
  )
}
