import type { LoadResult } from '../load/load-order.ts'
import { median } from '../machine/median.ts'
import { processorTime } from '../machine/processor-time.ts'
import type { BenchServer } from '../servers/bench-server.ts'
import type { Measure, MeasuredValue } from './measure.ts'
import type { Sizes } from './sizes.ts'
import type { Stage } from './stage.ts'
import type { Workload } from './workloads.ts'

interface Run {
  readonly value: number
  /** Seconds of the processor for each request. */
  readonly processorTime: number
  readonly generatorLoad: number
}

/** Lets every server do the same in turns, so that what happens to the machine meanwhile happens to all of them. */
export async function sideBySide(
  stage: Stage,
  servers: readonly BenchServer[],
  workload: Workload,
  sizes: Sizes,
): Promise<Measure> {
  for (const server of servers) {
    await exercise(stage, server, workload, `${workload.name}-before`, sizes.warmUp)
  }
  const runs = new Map<BenchServer, Run[]>(servers.map((server) => [server, []]))
  for (let round = 0; round < sizes.rounds; round += 1) {
    for (const server of servers) runs.get(server)?.push(await runOnce(stage, server, workload, `${round}`))
  }
  const { name, title, unit, more, target } = workload
  const values = [...runs].map(([server, done]) => summary(server, done))
  return { name, title, unit, more, ...(target && { target }), values }
}

/** Lets a server do a workload without measuring it: so many small requests, or one where one takes long. */
export async function exercise(
  stage: Stage,
  server: BenchServer,
  workload: Workload,
  place: string,
  requests: number,
): Promise<void> {
  await workload.prepare?.(stage, server, place)
  const order = workload.order(server, place)
  await stage.load(server, { ...order, until: 'requests' in order.until ? order.until : { requests } })
}

async function runOnce(stage: Stage, server: BenchServer, workload: Workload, round: string): Promise<Run> {
  const place = `${workload.name}-${round}`
  await workload.prepare?.(stage, server, place)
  const before = processorTime(server.pid)
  const result: LoadResult = await stage.load(server, workload.order(server, place))
  const spent = processorTime(server.pid) - before
  return {
    value: workload.value(result),
    processorTime: spent / result.requests,
    generatorLoad: result.generatorLoad,
  }
}

function summary({ name }: BenchServer, runs: readonly Run[]): MeasuredValue {
  return {
    server: name,
    median: median(runs.map(({ value }) => value)),
    runs: runs.map(({ value }) => value),
    processorTime: median(runs.map((run) => run.processorTime)) * 1e6,
    generatorLoad: Math.max(...runs.map(({ generatorLoad }) => generatorLoad)),
  }
}
