import { type MetricEntry, metricCatalogue } from './catalogue.ts'

const introduction = `# Metrics

<!-- Generated from server/src/platform/metrics/catalogue.ts; a test fails when the two differ. -->

With \`metrics.listen\` set, \`GET /metrics\` on that address gives everything below in the text format of Prometheus. It is
never served under the public address. [Monitoring](../guides/monitoring.md) says what to watch.

Labels never hold a host, a path or a person: there are as many time series as this page says, however many servers and
users there are.`

/** The page docs/reference/metrics.md. */
export function metricsReference(): string {
  return `${[introduction, ...Object.values(metricCatalogue).map(describe)].join('\n\n')}\n`
}

function describe({ kind, name, help, labels, ...rest }: MetricEntry): string {
  const lines = Object.entries(labels).map(([label, values]) => `- \`${label}\`: ${values}`)
  const unit = rest.buckets === undefined ? '' : `, buckets ${rest.buckets.join(', ')}`
  return [`## ${name}`, '', `${help} (${kind}${unit}).`, ...(lines.length === 0 ? [] : ['', ...lines])].join(
    '\n',
  )
}
