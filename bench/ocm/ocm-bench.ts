import { join } from 'node:path'
import type { Bench, BenchOptions } from '../bench.ts'
import { fill } from '../dav/fill.ts'
import type { Measure } from '../dav/measure.ts'
import { costRows, misses, resultRows } from '../dav/report.ts'
import { sideBySide } from '../dav/side-by-side.ts'
import { makeFolder, openStage, type Stage } from '../dav/stage.ts'
import { machineFacts } from '../machine/machine-facts.ts'
import { publish } from '../report/publish.ts'
import { aligned } from '../report/table.ts'
import { describeIsthmus, startIsthmus } from '../servers/isthmus.ts'
import { describeNginx, startNginx } from '../servers/nginx.ts'
import { withDeadPeer } from './dead-peer.ts'
import { overSlowLinks } from './links.ts'
import { incomingShares, tokenExchanges } from './messages.ts'
import { mountWorkloads } from './mount-workloads.ts'
import { type OcmReport, ocmNames } from './report.ts'
import { openSigningCloud } from './signing-cloud.ts'
import { fullSizes, type OcmSizes, quickSizes } from './sizes.ts'
import { mountOf, prepareClouds, shareTrip, tripOf } from './two-clouds.ts'

/** Speed of what happens between two clouds. */
export const ocmBench: Bench = {
  name: 'ocm',
  about: 'shares, tokens and mounts between two clouds, beside nginx as a proxy',
  debianPackages: ['nginx'],
  run: runOcmBench,
}

/** Room for small files and databases, in bytes. */
const spare = 1024 ** 3

async function runOcmBench(options: BenchOptions): Promise<void> {
  const { quick, say } = options
  const sizes = quick ? quickSizes : fullSizes
  const servers = { isthmus: await describeIsthmus(), nginx: await describeNginx() }
  await using stage = await openStage(sizes.largeFile + spare)
  const machine = await machineFacts(stage.folder)
  const measures = await measureAll(stage, sizes, options)
  const report: OcmReport = { takenAt: new Date().toISOString(), machine, sizes, servers, measures }
  say(inWords(report))
  if (!quick) say(`\nwritten to ${await publish('ocm', report)}`)
}

async function measureAll(
  stage: Stage,
  sizes: OcmSizes,
  { say, profiles }: BenchOptions,
): Promise<Measure[]> {
  const clouds = await prepareClouds(stage)
  const profiled = profiles === undefined ? {} : { nodeOptions: `--cpu-prof --cpu-prof-dir=${profiles}` }
  await using ending = new AsyncDisposableStack()
  const a = ending.use(await startIsthmus(clouds.a))
  const other = ending.use(await openSigningCloud())
  const measures: Measure[] = []
  {
    await using b = await startIsthmus({ ...clouds.b, ...profiled })
    say('filling the folder that is shared')
    await makeFolder(stage, a, 'Trip')
    await fill(stage, tripOf(a), { ...sizes, readers: 0, transfer: 0, starts: 0 })
    await shareTrip(a, b)
    await using nginx = await startNginx(join(stage.folder, 'nginx'), tripOf(a))
    for (const workload of mountWorkloads(sizes)) {
      say(workload.title)
      const compared = [mountOf(b), nginx]
      measures.push(
        await sideBySide(stage, compared, workload, { ...sizes, readers: 0, transfer: 0, starts: 0 }),
      )
    }
  }
  say('slow links')
  measures.push(...(await overSlowLinks(stage, clouds, a, sizes)))
  say('tokens')
  measures.push(await tokenExchanges(stage, a, other, sizes))
  await using b = await startIsthmus({ ...clouds.b, ...profiled })
  say('a dead server')
  measures.push(...(await withDeadPeer(stage, clouds, b, () => ending.disposeAsync(), sizes)))
  say('incoming shares')
  await using sender = await openSigningCloud()
  measures.push(await incomingShares(stage, b, sender, sizes))
  return measures
}

function inWords(report: OcmReport): string {
  const missed = misses(report)
  return [
    '',
    ...aligned(resultRows(report, ocmNames)),
    '',
    'Processor time for one request:',
    ...aligned(costRows(report, ocmNames)),
    '',
    missed.length === 0 ? 'Every target was met.' : 'Missed targets:',
    ...missed.map((line) => `  ${line}`),
  ].join('\n')
}
