import { once } from 'node:events'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { createTestAuthority, type Network, type NetworkServer, network, twoClouds } from '@isthmus/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

describe('what an operator sees of one server', () => {
  let net: Network

  beforeEach(async () => {
    net = await network({ servers: ['a.test'] })
  })

  afterEach(() => net[Symbol.asyncDispose]())

  const get = (path: string, headers: Record<string, string> = {}) =>
    net.web.fetch({ method: 'GET', url: `https://a.test${path}`, headers })

  test.each(['/healthz', '/readyz'])('%s answers under every host name', async (path) => {
    for (const host of ['a.test', 'other.test', '127.0.0.1:8080', '[::1]']) {
      expect((await get(path, { host })).status).toBe(200)
    }
    expect((await get('/.well-known/ocm', { host: 'other.test' })).status).toBe(421)
  })

  test('a server whose files cannot be stored is not ready, says so, and recovers', async () => {
    const { config } = net.server('a.test').application
    const blobs = join(config.data, 'blobs')
    await rename(blobs, `${blobs}.away`)
    const answer = await get('/readyz')
    expect(answer.status).toBe(503)
    expect(answer.json()).toEqual({
      ready: false,
      problems: [{ what: 'blobs', detail: 'fails (ENOENT)' }],
    })
    expect((await get('/healthz')).status).toBe(200)
    await rename(`${blobs}.away`, blobs)
    expect((await get('/readyz')).status).toBe(503)
    await net.clock.advance(5_000)
    expect((await get('/readyz')).json()).toEqual({ ready: true, problems: [] })
  })

  test('metrics are at their own address and never at the public one', async () => {
    expect((await get('/metrics')).status).toBe(404)
    await get('/nowhere')
    await net.web.fetch({ method: 'BREW', url: 'https://a.test/' }).catch(() => undefined)
    const text = await told(
      net.server('a.test'),
      'isthmus_http_requests_total{surface="none",method="GET",status="4xx"} 2\n',
    )
    expect(text).not.toContain('BREW')
    expect(text).toMatch(/^process_resident_memory_bytes \d{7,}$/m)
    expect(text).toMatch(/^isthmus_tls_certificate_end_seconds 1[789]\d{8}$/m)
  })

  test('bytes of requests and answers are counted as they are before encryption, on every connection', async () => {
    const ann = await net.server('a.test').person('ann')
    await ann.files.put('a.bin', Buffer.alloc(300_000))
    for (let count = 0; count < 2; count++) await ann.files.get('a.bin')
    const text = await told(
      net.server('a.test'),
      'isthmus_http_requests_total{surface="dav",method="GET",status="2xx"} 2\n',
    )
    const bytes = (way: string) =>
      Number(new RegExp(`^isthmus_http_${way}_bytes_total\\{surface="dav"\\} (\\d+)$`, 'm').exec(text)?.[1])
    expect(bytes('received')).toBeGreaterThan(300_000)
    expect(bytes('received')).toBeLessThan(303_000)
    expect(bytes('sent')).toBeGreaterThan(600_000)
    expect(bytes('sent')).toBeLessThan(603_000)
    expect(text).toContain('isthmus_http_requests_in_flight{surface="dav"} 0\n')
  })

  test('a download that its reader breaks off is counted as cut', async () => {
    const a = net.server('a.test')
    const ann = await a.person('ann')
    await ann.files.put('large.bin', Buffer.alloc(40_000_000))
    const { body } = await ann.files.open('large.bin')
    await once(body, 'data')
    body.destroy()
    await told(a, 'isthmus_http_requests_total{surface="dav",method="GET",status="cut"} 1\n')
  })

  test('a new certificate serves new connections after a reload, and one that cannot be used changes nothing', async () => {
    const a = net.server('a.test')
    const { tls } = a.application.config
    const other = await createTestAuthority()
    const renewed = await other.issue('a.test')
    const before = await fingerprint(a.port)

    await writeFile(tls.cert ?? '', renewed.certificate)
    await a.reload()
    expect(await fingerprint(a.port)).toBe(before)
    expect(a.logged('tls.not-reloaded')).toHaveLength(1)
    expect(JSON.stringify(a.logged('tls.not-reloaded'))).not.toContain('PRIVATE')

    await writeFile(tls.key ?? '', renewed.key)
    await a.reload()
    expect(await fingerprint(a.port)).not.toBe(before)
    expect(a.logged('tls.reloaded')).toHaveLength(1)
  })

  test('headers of a proxy that nobody has named are not believed, and warned of once', async () => {
    const forwarded = { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-host': 'a.test' }
    expect((await get('/.well-known/ocm', { ...forwarded, host: 'other.test' })).status).toBe(421)
    await get('/.well-known/ocm', forwarded)
    await get('/.well-known/ocm', forwarded)
    expect(net.server('a.test').logged('http.untrusted-proxy')).toMatchObject([{ address: '127.0.0.1' }])
  })
})

test('a proxy that was named causes no warning', async () => {
  await using net = await network({
    servers: ['a.test'],
    environment: { ISTHMUS_HTTP_TRUSTED_PROXIES: '127.0.0.1' },
  })
  const headers = { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' }
  await net.web.fetch({ method: 'GET', url: 'https://a.test/.well-known/ocm', headers })
  expect(net.server('a.test').logged('http.untrusted-proxy')).toEqual([])
})

test('the metrics of two clouds tell of a share on its way, and of the peer that does not answer', async () => {
  await using clouds = await twoClouds()
  const { a, b, ann, bob } = clouds
  await ann.files.put('plan.txt', 'plan')
  const { item } = await clouds.shareAndAccept('plan.txt')
  const [sender, recipient] = await Promise.all([a.metrics(), b.metrics()])
  expect(sender).toContain('isthmus_federation_messages_total{message="share",outcome="delivered"} 1\n')
  expect(recipient).toContain(
    'isthmus_federation_messages_total{message="SHARE_ACCEPTED",outcome="delivered"} 1\n',
  )
  expect(recipient).toContain('isthmus_federation_incoming_shares_total{decision="taken"} 1\n')
  expect(sender).toContain('isthmus_job_attempts_total{kind="shares/announce-share",outcome="done"} 1\n')
  expect(sender).toMatch(/^isthmus_outbound_requests_total\{outcome="2xx"\} [1-9]/m)
  expect(sender).toContain('isthmus_blob_writes_total{outcome="done"} 1\n')
  expect(sender).toMatch(/^isthmus_database_write_duration_seconds_count\{outcome="done"\} [1-9]/m)

  await clouds.link('b.test', 'a.test').set('refuse')
  expect((await bob.files.get(item.path?.slice(1) ?? '')).status).toBe(503)
  const troubled = await b.metrics()
  expect(troubled).toContain('isthmus_mount_peers_in_trouble 1\n')
  expect(troubled).toMatch(/^isthmus_outbound_requests_total\{outcome="refused"\} [1-9]/m)
})

/** The metrics once they say something: a request is counted when its connection knows that the answer is out. */
async function told(server: NetworkServer, line: string): Promise<string> {
  let text = ''
  await expect.poll(async () => (text = await server.metrics())).toContain(line)
  return text
}

async function fingerprint(port: number): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, servername: 'a.test', rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { fingerprint256 } = socket.getPeerCertificate()
  socket.destroy()
  return fingerprint256
}
