import { performance } from 'node:perf_hooks'
import * as prom from 'prom-client'
import type { Logger } from '../logging/index.ts'
import { type MetricEntry, metricCatalogue } from './catalogue.ts'
import { Tally } from './tally.ts'

type Labels<L extends string> = Readonly<Record<L, string>>

/** What a source of values says: one value for each combination of labels that there is now. */
export type Readings<L extends string> = readonly { readonly labels: Labels<L>; readonly value: number }[]

export interface Counter<L extends string> {
  /** @param amount - 1 when absent; what is negative or no number is left out */
  add(labels: Labels<L>, amount?: number): void
  /** Names who knows the totals, where they are counted elsewhere. Asked at each reading of the metrics. */
  read(source: () => Readings<L> | Promise<Readings<L>>): void
}

export interface Gauge<L extends string> {
  /** @param amount - negative to go down */
  add(labels: Labels<L>, amount: number): void
  /** Names who knows the values. Asked at each reading of the metrics; one that fails leaves the metric out. */
  read(source: () => Readings<L> | Promise<Readings<L>>): void
}

export interface Histogram<L extends string> {
  observe(labels: Labels<L>, seconds: number): void
  /** Starts a stopwatch. @returns how to note its time, once */
  start(): (labels: Labels<L>) => void
}

interface Handles<L extends string> {
  counter: Counter<L>
  gauge: Gauge<L>
  histogram: Histogram<L>
}

type Handle<E extends MetricEntry> = Handles<keyof E['labels'] & string>[E['kind']]

/** A handle for every metric of the catalogue. A room declares which ones it wants: `Pick<Metrics, 'jobAttempts'>`. */
export type Metrics = { readonly [K in keyof typeof metricCatalogue]: Handle<(typeof metricCatalogue)[K]> }

/** The metrics of one server; another server in the same process has its own. */
export interface MetricsRegistry {
  readonly metrics: Metrics
  /** Everything in the text format of Prometheus. */
  expose(): Promise<{ readonly contentType: string; readonly text: string }>
}

export function createMetrics({ logger }: { logger: Logger }): MetricsRegistry {
  const registry = new prom.Registry()
  const handles = Object.entries(metricCatalogue).map(([key, entry]) => [
    key,
    handleOf(entry, registry, logger),
  ])
  return {
    metrics: Object.fromEntries(handles) as Metrics,
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}

function handleOf(entry: MetricEntry, registry: prom.Registry, logger: Logger) {
  switch (entry.kind) {
    case 'counter':
      return counter(entry, registry, logger)
    case 'gauge':
      return gauge(entry, registry, logger)
    case 'histogram':
      return histogram(entry, registry)
  }
}

function counter(entry: MetricEntry, registry: prom.Registry, logger: Logger): Counter<string> {
  const source = createSource(entry, logger)
  const tally = new Tally(Object.keys(entry.labels))
  const metric = new prom.Counter({
    ...definition(entry, registry),
    async collect() {
      const readings = (await source.readings()) ?? tally.readings()
      metric.reset()
      for (const { labels, value } of readings) metric.inc(labels, value)
    },
  })
  return {
    add(labels, amount = 1) {
      // Prometheus takes a counter that shrinks for a new start, and the library throws: to count must not break anything.
      if (amount >= 0) tally.add(labels, amount)
    },
    read: source.set,
  }
}

function gauge(entry: MetricEntry, registry: prom.Registry, logger: Logger): Gauge<string> {
  const source = createSource(entry, logger)
  const tally = new Tally(Object.keys(entry.labels))
  const metric = new prom.Gauge({
    ...definition(entry, registry),
    async collect() {
      const readings = (await source.readings()) ?? tally.readings()
      metric.reset()
      // Without labels `reset` leaves a zero, which nobody has measured.
      if (readings.length === 0) metric.remove({})
      for (const { labels, value } of readings) metric.set(labels, value)
    },
  })
  return { add: (labels, amount) => tally.add(labels, amount), read: source.set }
}

function histogram(entry: MetricEntry, registry: prom.Registry): Histogram<string> {
  const metric = new prom.Histogram({
    ...definition(entry, registry),
    buckets: [...(entry.buckets ?? [])],
  })
  return {
    observe: (labels, seconds) => metric.observe(labels, seconds),
    start() {
      // Not the clock of the program: that one may be set, and shows whole milliseconds.
      const startedAt = performance.now()
      return (labels) => metric.observe(labels, (performance.now() - startedAt) / 1000)
    },
  }
}

function definition({ name, help, labels }: MetricEntry, registry: prom.Registry) {
  return { name, help, labelNames: Object.keys(labels), registers: [registry] }
}

/** A source that fails must not take all other metrics with it. */
function createSource({ name }: MetricEntry, logger: Logger) {
  let ask: (() => Readings<string> | Promise<Readings<string>>) | undefined
  return {
    set(source: () => Readings<string> | Promise<Readings<string>>) {
      ask = source
    },
    /** `undefined` when values are not read but added. */
    async readings(): Promise<Readings<string> | undefined> {
      try {
        return await ask?.()
      } catch (error) {
        logger.warn('metrics.source-failed', { metric: name, error })
        return []
      }
    },
  }
}
