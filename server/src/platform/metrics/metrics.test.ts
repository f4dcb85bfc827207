import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createMemoryLogger } from '../logging/index.ts'
import { metricCatalogue } from './catalogue.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { watchProcess } from './process-metrics.ts'
import { metricsReference } from './reference.ts'

test('the reference page lists the catalogue (vitest -u renews it)', async () => {
  await expect(metricsReference()).toMatchFileSnapshot('../../../../docs/reference/metrics.md')
})

test('every name says what is measured, as Prometheus wants it', () => {
  const names = Object.values(metricCatalogue).map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const { name, kind, help, labels } of Object.values(metricCatalogue)) {
    expect(name).toMatch(/^(isthmus|process|nodejs)(_[a-z]+)+$/)
    expect(name.endsWith('_total')).toBe(kind === 'counter')
    expect(help).toMatch(/^[A-Z].*[^.]$/)
    expect(Object.keys(labels).join()).not.toMatch(/host|peer|path|user|tenant/)
  }
})

test('what is counted, set and timed is told', async () => {
  const { metrics, read } = open()
  metrics.jobAttempts.add({ kind: 'k', outcome: 'done' })
  metrics.jobAttempts.add({ kind: 'k', outcome: 'done' }, 2)
  metrics.httpInFlight.add({ surface: 'api' }, 2)
  metrics.httpInFlight.add({ surface: 'api' }, -1)
  metrics.databaseWriteWait.observe({}, 0.002)
  metrics.databaseWriteWait.start()({})
  const text = await read()
  expect(text).toContain('isthmus_job_attempts_total{kind="k",outcome="done"} 3\n')
  expect(text).toContain('isthmus_http_requests_in_flight{surface="api"} 1\n')
  expect(text).toContain('isthmus_database_write_wait_seconds_bucket{le="0.0025"} 2\n')
  expect(text).toContain('isthmus_database_write_wait_seconds_count 2\n')
})

test('to count never fails, whatever is counted', async () => {
  const { metrics, read } = open()
  for (const amount of [-1, Number.NaN, 2]) metrics.blobWrittenBytes.add({}, amount)
  expect(await read()).toContain('isthmus_blob_written_bytes_total 2\n')
})

test('the guide names only metrics that exist', async () => {
  const guide = await readFile(new URL('../../../../docs/guides/monitoring.md', import.meta.url), 'utf8')
  const known = new Set<string>(Object.values(metricCatalogue).map(({ name }) => name))
  const named = [...guide.matchAll(/\b(?:isthmus|process|nodejs)(?:_[a-z]+)+/g)].map(([name]) => name)
  expect(named.length).toBeGreaterThan(8)
  expect(
    named.map((name) => name.replace(/_(bucket|count|sum)$/, '')).filter((name) => !known.has(name)),
  ).toEqual([])
})

test('a value that somebody else knows is asked for at each reading, and what is gone is not told again', async () => {
  const { metrics, read } = open()
  let waiting = [{ labels: { kind: 'a', state: 'waiting' }, value: 5 }]
  metrics.jobs.read(() => waiting)
  expect(await read()).toContain('isthmus_jobs{kind="a",state="waiting"} 5\n')
  waiting = []
  expect(await read()).not.toContain('isthmus_jobs{')
})

test('a source that fails is logged and leaves out its own metric alone', async () => {
  const { metrics, read, log } = open()
  metrics.jobBreakersOpen.read(async () => {
    throw new Error('the database is gone')
  })
  metrics.peersInTrouble.read(() => [{ labels: {}, value: 3 }])
  const text = await read()
  expect(text).not.toMatch(/^isthmus_job_breakers_open/m)
  expect(text).toContain('isthmus_mount_peers_in_trouble 3\n')
  expect(log.events).toMatchObject([
    { event: 'metrics.source-failed', fields: { metric: 'isthmus_job_breakers_open' } },
  ])
})

test('two servers in one process count apart', async () => {
  const [one, other] = [open(), open()]
  one.metrics.outboundRequests.add({ outcome: '2xx' })
  expect(await other.read()).not.toContain('isthmus_outbound_requests_total{')
})

test('the process tells its time, memory, files and how late the event loop is', async () => {
  const { metrics, read } = open()
  using resources = new DisposableStack()
  resources.use(watchProcess(metrics, { version: '1.2.3' }))
  await delay(30)
  const blockedUntil = performance.now() + 120
  while (performance.now() < blockedUntil);
  await delay(30)
  const text = await read()
  const value = (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
  expect(value('process_cpu_user_seconds_total')).toBeGreaterThan(0)
  expect(value('process_resident_memory_bytes')).toBeGreaterThan(2 ** 24)
  expect(value('process_open_fds')).toBeGreaterThan(3)
  expect(value('isthmus_event_loop_lag_seconds\\{percentile="100"\\}')).toBeGreaterThan(0.08)
  expect(Math.abs(value('process_start_time_seconds') - performance.timeOrigin / 1000)).toBeLessThan(1)
  expect(text).toContain(`isthmus_version_info{version="1.2.3",node="${process.versions.node}"} 1\n`)
})

function open(): { metrics: Metrics; read(): Promise<string>; log: ReturnType<typeof createMemoryLogger> } {
  const log = createMemoryLogger()
  const { metrics, expose } = createMetrics({ logger: log })
  return { metrics, log, read: async () => `${(await expose()).text}\n` }
}
