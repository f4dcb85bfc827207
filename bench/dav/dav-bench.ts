import { join } from 'node:path'
import type { Bench, BenchOptions } from '../bench.ts'
import { machineFacts } from '../machine/machine-facts.ts'
import { publish } from '../report/publish.ts'
import { aligned } from '../report/table.ts'
import { describeApache, startApache } from '../servers/apache.ts'
import { describeIsthmus, type IsthmusOptions, prepareIsthmus, startIsthmus } from '../servers/isthmus.ts'
import { describeRclone, startRclone } from '../servers/rclone.ts'
import { fill } from './fill.ts'
import { judge, type Measure } from './measure.ts'
import { streams, transfer } from './memory.ts'
import { profileWorkload, type WorkloadProfile } from './profile.ts'
import { costRows, type DavReport, misses, resultRows } from './report.ts'
import { sideBySide } from './side-by-side.ts'
import { fullSizes, quickSizes, type Sizes } from './sizes.ts'
import { openStage, type Stage } from './stage.ts'
import { starts } from './starts.ts'
import { workloadsOf } from './workloads.ts'

/** Speed and memory of files over WebDAV. */
export const davBench: Bench = {
  name: 'dav',
  about: 'files over WebDAV, beside Apache mod_dav and rclone',
  debianPackages: ['apache2', 'rclone'],
  run: runDavBench,
}

async function runDavBench(options: BenchOptions): Promise<void> {
  const { quick, say } = options
  const sizes = quick ? quickSizes : fullSizes
  const servers = await describeServers()
  await using stage = await openStage(3 * sizes.largeFile + sizes.transfer + spare)
  const machine = await machineFacts(stage.folder)
  say(
    `${machine.processor}, ${machine.cores} cores, ${machine.fileSystem}; load ${machine.loadBefore.toFixed(1)}`,
  )

  const isthmus = await prepareIsthmus(join(stage.folder, 'isthmus'))
  const measures = [
    ...(await compare(stage, isthmus, sizes, say)),
    ...(await watch(stage, isthmus, sizes, say)),
    ...(await starts(stage, isthmus, sizes)),
  ]
  const profiles = await explain(stage, isthmus, sizes, measures, options)
  const report: DavReport = { takenAt: new Date().toISOString(), machine, sizes, servers, measures, profiles }
  say(inWords(report))
  if (!quick) say(`\nwritten to ${await publish('dav', report)}`)
}

/** Room for small files and databases, in bytes. */
const spare = 1024 ** 3

async function describeServers(): Promise<DavReport['servers']> {
  const [isthmus, apache, rclone] = await Promise.all([describeIsthmus(), describeApache(), describeRclone()])
  return { isthmus, apache, rclone }
}

/** What all servers do, in turns. */
async function compare(
  stage: Stage,
  isthmus: IsthmusOptions,
  sizes: Sizes,
  say: BenchOptions['say'],
): Promise<Measure[]> {
  await using ours = await startIsthmus(isthmus)
  await using apache = await startApache(join(stage.folder, 'apache'))
  await using rclone = await startRclone(join(stage.folder, 'rclone'))
  const servers = [ours, apache, rclone]
  for (const server of servers) {
    say(`filling ${server.name}`)
    await fill(stage, server, sizes)
  }
  const measures: Measure[] = []
  for (const workload of workloadsOf(sizes)) {
    say(workload.title)
    measures.push(await sideBySide(stage, servers, workload, sizes))
  }
  return measures
}

/** What our server does to memory, from a fresh start. */
async function watch(
  stage: Stage,
  isthmus: IsthmusOptions,
  sizes: Sizes,
  say: BenchOptions['say'],
): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const [title, measure] of [
    ['many readers', streams],
    ['one large transfer', transfer],
  ] as const) {
    say(title)
    await using server = await startIsthmus(isthmus)
    measures.push(...(await measure(stage, server, sizes)))
  }
  return measures
}

/** Profiles of what has missed its target; of all workloads when profiles are to be kept. */
async function explain(
  stage: Stage,
  server: IsthmusOptions,
  sizes: Sizes,
  measures: readonly Measure[],
  { profiles: keep, say }: BenchOptions,
): Promise<WorkloadProfile[]> {
  const missed = new Set(measures.filter((measure) => judge(measure)?.met === false).map(({ name }) => name))
  const profiles: WorkloadProfile[] = []
  for (const workload of workloadsOf(sizes)) {
    if (keep === undefined && !missed.has(workload.name)) continue
    say(`profile: ${workload.title}`)
    profiles.push(await profileWorkload(stage, workload, { server, sizes, keep }))
  }
  return profiles
}

function inWords(report: DavReport): string {
  const missed = misses(report)
  return [
    '',
    ...aligned(resultRows(report)),
    '',
    'Processor time for one request:',
    ...aligned(costRows(report)),
    '',
    missed.length === 0 ? 'Every target was met.' : 'Missed targets:',
    ...missed.map((line) => `  ${line}`),
    ...report.profiles.flatMap(({ title, shares }) => [
      '',
      `Where the time goes: ${title}`,
      ...shares.slice(0, 8).map(({ area, share }) => `  ${(share * 100).toFixed(0).padStart(3)} % ${area}`),
    ]),
  ].join('\n')
}
