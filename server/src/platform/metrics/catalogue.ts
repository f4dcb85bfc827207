/** What a metric is, for whoever reads it; the values of its labels are few and known. */
export interface MetricEntry<K extends MetricKind = MetricKind, L extends string = string> {
  readonly kind: K
  /** As Prometheus has it. */
  readonly name: string
  /** One sentence without a full stop. */
  readonly help: string
  /** By name, in words, the values that occur. */
  readonly labels: Readonly<Record<L, string>>
  /** Upper bounds, for histograms; seconds. */
  readonly buckets?: readonly number[]
}

/**
 * - `counter`: only grows, from 0 at each start
 * - `gauge`: goes up and down
 * - `histogram`: how many took how long
 */
export type MetricKind = 'counter' | 'gauge' | 'histogram'

const transfers = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]
const commits = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]

const surface = 'api, dav, ocm, token, page, operations; none for an address at which nothing is'
const statusClass = '2xx, 3xx, 4xx, 5xx'
const written = 'done, failed'

/**
 * Every metric of the program. To add one, add it here and run the tests with `-u` to renew
 * docs/reference/metrics.md. A label has few values, all of them ours: never a host, a path or a user.
 */
export const metricCatalogue = {
  httpRequests: counter('isthmus_http_requests_total', 'Requests that were answered or given up', {
    surface,
    method: 'the method; other for an unusual one',
    status: `${statusClass}; cut when the connection broke before the answer was complete`,
  }),
  httpDuration: histogram(
    'isthmus_http_request_duration_seconds',
    'From the head of a request to the end of its answer, transfers included',
    transfers,
    { surface, method: 'the method; other for an unusual one' },
  ),
  httpInFlight: gauge('isthmus_http_requests_in_flight', 'Requests that are being answered', { surface }),
  httpReceivedBytes: counter('isthmus_http_received_bytes_total', 'Bytes of requests with their heads', {
    surface,
  }),
  httpSentBytes: counter('isthmus_http_sent_bytes_total', 'Bytes of answers with their heads', { surface }),

  certificateEnd: gauge(
    'isthmus_tls_certificate_end_seconds',
    'When the certificate that is served ends, in seconds since 1970',
  ),

  outboundRequests: counter('isthmus_outbound_requests_total', 'Requests to other servers', {
    outcome: `${statusClass}, or why there was no answer: refused, dns, timeout, certificate, not-tls, tls, connection-closed, unreachable, proxy, bad-response, forbidden-address, http-forbidden, invalid-request, aborted`,
  }),
  outboundDuration: histogram(
    'isthmus_outbound_request_duration_seconds',
    'From a request to another server to the head of its answer',
    transfers,
  ),
  outboundInFlight: gauge('isthmus_outbound_requests_in_flight', 'Requests to other servers under way'),
  outboundOrigins: gauge('isthmus_outbound_origins', 'Servers that connections are kept for', {
    state: 'busy, idle',
  }),
  outboundHandshakes: counter('isthmus_outbound_tls_handshakes_total', 'TLS connections to other servers', {
    resumed: 'yes when a session was resumed, no',
  }),

  jobs: gauge('isthmus_jobs', 'Jobs in the queue', {
    kind: 'the kind of job',
    state: 'waiting, running, dead',
  }),
  jobAttempts: counter('isthmus_job_attempts_total', 'Attempts to do a job', {
    kind: 'the kind of job',
    outcome: 'done, retry, given-up; cut when the program stopped or another process took over',
  }),
  jobBreakersOpen: gauge('isthmus_job_breakers_open', 'Servers that no job talks to now because they failed'),

  messages: counter('isthmus_federation_messages_total', 'Messages that were sent to other servers', {
    message: 'share, or the type of a notification',
    outcome: 'delivered, refused, retry when there was no answer, or one that asks to come again',
  }),
  incomingShares: counter('isthmus_federation_incoming_shares_total', 'Shares that other servers sent', {
    decision:
      'taken; or why not: unproven (its signature, or who sent it), passing (it may come again), blocked, ' +
      'recipient-not-found, peer-blocked, sender-blocked, not-listed, not-invited, ' +
      'no-token-endpoint, no-access, sender-unreachable, conflict, too-many-pending',
  }),
  peersInTrouble: gauge(
    'isthmus_mount_peers_in_trouble',
    'Servers of mounted shares that did not answer last time',
  ),

  mails: counter('isthmus_mails_total', 'Attempts to send a mail', {
    kind: 'test, verification, password-reset, invitation, password-changed, notifications',
    outcome: 'sent; retry when it is tried again; given-up; held-back when the mailbox has had enough',
  }),
  mailDuration: histogram(
    'isthmus_mail_duration_seconds',
    'From the wish to connect to the SMTP server to its last answer',
    transfers,
  ),

  databaseWriteDuration: histogram(
    'isthmus_database_write_duration_seconds',
    'From the wish to write to the durable commit, waiting included',
    commits,
    { outcome: written },
  ),
  databaseWriteWait: histogram(
    'isthmus_database_write_wait_seconds',
    'How long a write waited for its turn',
    commits,
  ),
  databaseWritesPending: gauge(
    'isthmus_database_writes_pending',
    'Writes that wait, run or are being committed',
  ),

  databaseWriteRepeats: counter(
    'isthmus_database_write_repeats_total',
    'Times that a write was repeated because another process or write came between; PostgreSQL only',
  ),
  databaseConnections: gauge(
    'isthmus_database_connections',
    'Connections to the database, and those who wait for one; PostgreSQL only',
    { state: 'busy, idle, waiting' },
  ),

  blobWrites: counter('isthmus_blob_writes_total', 'File contents that were received', {
    outcome: `${written}: cut off by their sender, too large, or no space`,
  }),
  blobWrittenBytes: counter('isthmus_blob_written_bytes_total', 'Bytes of file contents that were stored'),
  blobReads: counter('isthmus_blob_reads_total', 'File contents that were opened', {
    outcome: 'done, failed: missing or damaged',
  }),
  blobDamage: counter('isthmus_blob_damage_total', 'Readings of file contents that are not what was stored', {
    problem: 'missing, size, checksum',
  }),
  blobReadBytes: counter('isthmus_blob_read_bytes_total', 'Bytes of file contents that were asked for'),

  processCpuUser: counter('process_cpu_user_seconds_total', 'Processor time of the program itself'),
  processCpuSystem: counter(
    'process_cpu_system_seconds_total',
    'Processor time of the kernel for the program',
  ),
  processStart: gauge('process_start_time_seconds', 'When the program started, in seconds since 1970'),
  processMemory: gauge('process_resident_memory_bytes', 'Memory of the process'),
  processOpenFiles: gauge('process_open_fds', 'Open files and sockets'),
  heapUsed: gauge('nodejs_heap_size_used_bytes', 'Memory of JavaScript objects'),
  heapTotal: gauge('nodejs_heap_size_total_bytes', 'Memory that is reserved for JavaScript objects'),
  externalMemory: gauge('nodejs_external_memory_bytes', 'Memory of buffers'),
  eventLoopLag: gauge(
    'isthmus_event_loop_lag_seconds',
    'How late the event loop served timers since the last reading',
    { percentile: '50, 99, 100' },
  ),
  versionInfo: gauge('isthmus_version_info', 'Always 1', {
    version: 'of Isthmus',
    node: 'version of Node.js',
  }),
} as const

function counter<L extends string = never>(name: string, help: string, labels?: Record<L, string>) {
  return { kind: 'counter', name, help, labels: labels ?? ({} as Record<L, string>) } satisfies MetricEntry<
    'counter',
    L
  >
}

function gauge<L extends string = never>(name: string, help: string, labels?: Record<L, string>) {
  return { kind: 'gauge', name, help, labels: labels ?? ({} as Record<L, string>) } satisfies MetricEntry<
    'gauge',
    L
  >
}

function histogram<L extends string = never>(
  name: string,
  help: string,
  buckets: readonly number[],
  labels?: Record<L, string>,
) {
  return {
    kind: 'histogram',
    name,
    help,
    buckets,
    labels: labels ?? ({} as Record<L, string>),
  } satisfies MetricEntry<'histogram', L>
}
