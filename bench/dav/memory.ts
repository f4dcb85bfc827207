import { type MemoryCurve, watchMemory } from '../machine/resident-memory.ts'
import type { BenchServer } from '../servers/bench-server.ts'
import type { Measure } from './measure.ts'
import type { Sizes } from './sizes.ts'
import type { Stage } from './stage.ts'
import { largeRead } from './workloads.ts'

/** What many clients do to the memory of our server who read a large file at the same time. */
export async function streams(stage: Stage, server: BenchServer, { readers }: Sizes): Promise<Measure[]> {
  const { result, memory } = await watchMemory(server.pid, () =>
    stage.load(server, { ...largeRead, connections: readers, until: { requests: readers } }),
  )
  const title = `${readers} clients read the large file at once`
  return [
    {
      ...ofMemory(`${title}: memory in the last third over that in the first`),
      name: 'streams-growth',
      unit: '×',
      target: { atMost: 1.1 },
      values: ours(memory.late / memory.early),
    },
    { ...ofMemory(`${title}: memory added at most`), name: 'streams-memory', values: ours(added(memory)) },
    {
      name: 'streams-rate',
      title: `${title}: all together`,
      unit: 'MB/s',
      more: true,
      values: ours(result.bytes / 1e6 / result.seconds),
    },
  ]
}

/** What one large file does to it on its way in and on its way out. */
export async function transfer(
  stage: Stage,
  server: BenchServer,
  { transfer: bytes }: Sizes,
): Promise<Measure[]> {
  const one = { target: 'transfer.bin', connections: 1, until: { requests: 1 } }
  const up = await watchMemory(server.pid, () =>
    stage.load(server, { ...one, method: 'PUT', body: bytes, status: 201 }),
  )
  const down = await watchMemory(server.pid, () => stage.load(server, { ...one, method: 'GET', status: 200 }))
  await stage.load(server, { ...one, method: 'DELETE', status: 204 })
  const size = `${bytes / 1024 ** 3} GiB`
  const limited = { target: { atMost: 100 } }
  return [
    {
      ...ofMemory(`PUT ${size}: memory added at most`),
      ...limited,
      name: 'put-memory',
      values: ours(added(up.memory)),
    },
    {
      ...ofMemory(`GET ${size}: memory added at most`),
      ...limited,
      name: 'get-memory',
      values: ours(added(down.memory)),
    },
    {
      name: 'put-rate',
      title: `PUT ${size}`,
      unit: 'MB/s',
      more: true,
      values: ours(bytes / 1e6 / up.result.seconds),
    },
  ]
}

function ofMemory(title: string) {
  return { title, unit: 'MiB', more: false }
}

function added({ before, highest }: MemoryCurve): number {
  return highest - before
}

/** A figure of our server that was measured once. */
function ours(value: number) {
  return [{ server: 'isthmus' as const, median: value, runs: [value] }]
}
