/** What an operator watches: counts, values and times of one server, in a form that Prometheus reads. */
export { measuredBlobStore } from './measured-blob-store.ts'
export { measuredDatabase } from './measured-database.ts'
export { createMetrics, type Metrics, type MetricsRegistry } from './metrics.ts'
export { watchProcess } from './process-metrics.ts'
