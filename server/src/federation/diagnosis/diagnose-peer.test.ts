import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { generateKey, publicJwk } from '@isthmus/http-signatures'
import { describe, expect, it } from 'vitest'
import { type Script, transportError } from '../../platform/testing/scripted-internet.ts'
import { hostOf, openTestFederation } from '../testing/test-federation.ts'
import { diagnosePeer } from './diagnose-peer.ts'
import { faultCatalogue } from './fault.ts'

type Test = Awaited<ReturnType<typeof openTestFederation>>

const peer = 'https://peer.example'
const html = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><p>Hello' }

/** Plants something at the peer, which is healthy otherwise. */
const at =
  (path: string, script: Script) =>
  ({ internet }: Test): void =>
    internet.answer(`GET ${peer}${path}`, script)
const atDiscovery = (script: Script) => at('/.well-known/ocm', script)
const documentWith = (changes: object) => (test: Test) => test.addPeer('peer.example', { document: changes })
const noAnswer = (code: string, message = code) => at('/*', Object.assign(transportError(code), { message }))

async function faultsOf(plant: (test: Test) => unknown, host = 'peer.example'): Promise<string[]> {
  await using test = await openTestFederation()
  await test.addPeer('peer.example')
  await plant(test)
  const { faults, reachable } = await test.federation.inspectPeer(test.tenant.id, hostOf(host))
  for (const { message, remedy } of faults) expect([message, remedy]).not.toContain('')
  expect(reachable).toBe(faults.every(({ slug }) => !isInTheWay(slug)))
  return faults.map(({ slug }) => slug)
}

/** Whether nothing can be known of a server with this fault. */
function isInTheWay(slug: string): boolean {
  return !/^(?:end-point-elsewhere|no-resource|keys?-|does-not|clock|own-(?:other|keys|api|dav)|unencrypted)/.test(
    slug,
  )
}

const table: readonly (readonly [string, (test: Test) => unknown])[] = [
  ['dns-missing', noAnswer('ERR_OUTBOUND_DNS')],
  ['port-closed', noAnswer('ECONNREFUSED')],
  ['host-unreachable', noAnswer('EHOSTUNREACH')],
  ['connection-timeout', noAnswer('UND_ERR_CONNECT_TIMEOUT')],
  ['connection-cut', noAnswer('UND_ERR_SOCKET')],
  ['answer-too-slow', noAnswer('UND_ERR_HEADERS_TIMEOUT')],
  ['private-address', noAnswer('ERR_OUTBOUND_FORBIDDEN_ADDRESS')],
  ['proxy-failed', noAnswer('ERR_OUTBOUND_PROXY')],
  ['bad-http', noAnswer('HPE_INVALID_CONSTANT')],
  ['not-tls', noAnswer('EPROTO', 'ssl routines: wrong version number')],
  ['tls-failed', noAnswer('EPROTO', 'ssl routines: tlsv1 alert protocol version')],
  ['certificate-expired', noAnswer('CERT_HAS_EXPIRED')],
  ['certificate-not-yet-valid', noAnswer('CERT_NOT_YET_VALID')],
  ['certificate-wrong-host', noAnswer('ERR_TLS_CERT_ALTNAME_INVALID')],
  ['certificate-self-signed', noAnswer('DEPTH_ZERO_SELF_SIGNED_CERT')],
  ['certificate-chain-incomplete', noAnswer('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
  ['certificate-unknown-authority', noAnswer('SELF_SIGNED_CERT_IN_CHAIN')],
  ['certificate-bad', noAnswer('CERT_REVOKED')],
  ['discovery-missing', atDiscovery({ ...html, status: 404 })],
  ['discovery-forbidden', atDiscovery({ status: 401 })],
  ['discovery-unavailable', atDiscovery({ status: 503 })],
  ['discovery-server-error', atDiscovery({ ...html, status: 502 })],
  ['discovery-unexpected-status', atDiscovery({ status: 418 })],
  ['discovery-unexpected-status', atDiscovery({ status: 302 })],
  ['discovery-html', atDiscovery(html)],
  ['discovery-not-json', atDiscovery({ body: 'OK' })],
  ['discovery-not-json', atDiscovery({ body: '{"enabled": true' })],
  [
    'discovery-compressed',
    atDiscovery({ headers: { 'content-encoding': 'gzip' }, body: gzipSync('{"enabled": true}') }),
  ],
  [
    'discovery-wrong-charset',
    atDiscovery({
      headers: { 'content-type': 'application/json; charset=iso-8859-1' },
      body: Buffer.from('{"provider": "Z\u00fcrich"}', 'latin1'),
    }),
  ],
  [
    'discovery-too-large',
    atDiscovery(() => ({
      body: Readable.from(
        (function* () {
          for (;;) yield Buffer.alloc(65_536, ' ')
        })(),
      ),
    })),
  ],
  [
    'discovery-redirects-to-http',
    atDiscovery({ status: 301, headers: { location: 'http://peer.example/ocm' } }),
  ],
  ['discovery-redirects-endlessly', atDiscovery({ status: 301, headers: { location: '/.well-known/ocm' } })],
  [
    'discovery-redirects-to-private-address',
    ({ internet }) => {
      internet.answer(`GET ${peer}/.well-known/ocm`, {
        status: 302,
        headers: { location: 'https://10.0.0.1/ocm' },
      })
      internet.answer('GET https://10.0.0.1/*', transportError('ERR_OUTBOUND_FORBIDDEN_ADDRESS'))
    },
  ],
  ['discovery-not-ocm', atDiscovery({ body: { hello: 'world' } })],
  ['discovery-not-ocm', atDiscovery({ body: ['ocm'] })],
  ['ocm-disabled', documentWith({ enabled: false })],
  ['end-point-insecure', documentWith({ endPoint: 'http://peer.example/ocm' })],
  ['end-point-elsewhere', documentWith({ endPoint: 'https://api.peer.example/ocm' })],
  ['no-resource-types', documentWith({ resourceTypes: [] })],
  ['keys-missing', at('/jwks', { ...html, status: 404 })],
  ['keys-missing', documentWith({ jwksUri: 'https://nowhere.example/jwks' })],
  ['keys-insecure', documentWith({ jwksUri: 'http://peer.example/jwks' })],
  ['keys-not-a-set', at('/jwks', html)],
  ['keys-not-a-set', at('/jwks', { body: { jwks: [] } })],
  [
    'key-algorithm-unknown',
    at('/jwks', { body: { keys: [{ kid: 'k', alg: 'HS256', kty: 'oct', k: 'AAAA' }] } }),
  ],
  [
    'key-changed',
    async (test) => {
      const host = hostOf('peer.example')
      await test.federation.inspectPeer(test.tenant.id, host)
      const other = await generateKey('peer.example#key', 'Ed25519')
      await test.federation.verifyPeer(
        test.tenant.id,
        await test.signedBy(other, '/ocm/shares', '{}'),
        host,
        { replay: 'refuse', unsigned: 'discover', clientAddress: '' },
      )
      test.internet.answer(`GET ${peer}/jwks`, { body: { keys: [publicJwk(other)] } })
    },
  ],
  ['does-not-sign', (test) => test.addPeer('peer.example', { signs: false })],
  [
    'clock-skew',
    (test) =>
      test.addPeer('peer.example', {
        headers: { date: new Date(test.clock.now() - 600_000).toUTCString() },
      }),
  ],
]

describe('a server in trouble', () => {
  it('has none when all is well', async () => {
    expect(await faultsOf(() => {})).toEqual([])
  })

  it.each(table)('is said to be: %s', async (slug, plant) => {
    expect(await faultsOf(plant)).toEqual([slug])
  })

  it('is said to be slow when its answer does not come', async () => {
    await using test = await openTestFederation()
    const asked = Promise.withResolvers<void>()
    test.internet.answer('GET *', () => {
      asked.resolve()
      return new Promise(() => {})
    })
    const inspecting = test.federation.inspectPeer(test.tenant.id, hostOf('peer.example'))
    await asked.promise
    test.internet.answer('GET *', { status: 404 })
    await test.clock.advance(10_000)
    expect((await inspecting).faults).toMatchObject([{ slug: 'answer-too-slow' }])
  })

  it('is not called wrong for an old copy in a proxy', async () => {
    const old = (test: Test) =>
      test.addPeer('peer.example', {
        headers: { date: new Date(test.clock.now() - 600_000).toUTCString(), age: '600' },
      })
    expect(await faultsOf(old)).toEqual([])
  })
})

describe('this server, seen from outside', () => {
  const own = 'https://cloud.example'
  const api = { status: 405, body: { message: 'METHOD_NOT_ALLOWED' } }
  const dav = { status: 401, headers: { 'www-authenticate': 'Basic realm="Isthmus"' } }

  /** All that a proxy passes on. */
  async function passOn(test: Test): Promise<void> {
    const { internet, federation, tenant } = test
    const keys = await federation.jwks(tenant.id)
    internet.answer(`GET ${own}/*`, { status: 404 })
    internet.answer(`GET ${own}/healthz`, { body: 'ok\n' })
    internet.answer(`GET ${own}/.well-known/ocm`, {
      body: { ...(await federation.discoveryDocument(tenant)) },
    })
    internet.answer(`GET ${own}/.well-known/jwks.json`, { body: { ...keys } })
    internet.answer(`GET ${own}/ocm/shares`, api)
    internet.answer(`PROPFIND ${own}/dav/ocm/0/`, dav)
  }
  const spoil = (path: string, script: Script) => (test: Test) => test.internet.answer(path, script)

  it('has no fault when its proxy passes everything on', async () => {
    expect(await faultsOf(passOn, 'cloud.example')).toEqual([])
  })

  it.each<[string, (test: Test) => unknown]>([
    ['dns-missing', spoil(`GET ${own}/*`, transportError('ERR_OUTBOUND_DNS'))],
    ['port-closed', spoil(`GET ${own}/*`, transportError('ECONNREFUSED'))],
    ['certificate-expired', spoil(`GET ${own}/*`, transportError('CERT_HAS_EXPIRED'))],
    ['own-host-not-passed', spoil(`GET ${own}/.well-known/ocm`, { status: 421 })],
    ['own-well-known-not-passed', spoil(`GET ${own}/.well-known/ocm`, { ...html, status: 404 })],
    ['own-well-known-not-passed', spoil(`GET ${own}/.well-known/ocm`, html)],
    [
      'own-other-server',
      async (test) => {
        const document = await test.federation.discoveryDocument(test.tenant)
        test.internet.answer(`GET ${own}/.well-known/ocm`, {
          body: { ...document, endPoint: 'https://other.example/ocm' },
        })
      },
    ],
    [
      'own-keys-differ',
      async (test) =>
        test.internet.answer(`GET ${own}/.well-known/jwks.json`, {
          body: { keys: [publicJwk(await generateKey('old', 'Ed25519'))] },
        }),
    ],
    ['own-api-not-passed', spoil(`GET ${own}/ocm/shares`, { ...html, status: 404 })],
    ['own-dav-not-passed', spoil(`PROPFIND ${own}/dav/ocm/0/`, { ...html, status: 405 })],
    ['own-dav-not-passed', spoil(`PROPFIND ${own}/dav/ocm/0/`, { status: 401 })],
  ])('has the fault %s', async (slug, plant) => {
    const planted = async (test: Test) => {
      await passOn(test)
      await plant(test)
    }
    expect(await faultsOf(planted, 'cloud.example')).toEqual([slug])
  })
})

describe('a server that works', () => {
  it('is said to have a certificate that ends soon', async () => {
    await using test = await openTestFederation()
    await test.addPeer('peer.example')
    const now = test.clock.now()
    const diagnose = async (validTo: number) => {
      const certificate = { subject: '', issuer: '', names: [], validFrom: 0, validTo, protocol: 'TLSv1.3' }
      const tools = { ...test.context, certificateOf: async () => certificate }
      const order = {
        host: hostOf('peer.example'),
        knownKeys: undefined,
        own: undefined,
        allowHttpFallback: false,
      }
      return (await diagnosePeer(tools, order)).faults.map(({ slug, weight }) => [slug, weight])
    }
    expect(await diagnose(now + 3 * 24 * 3_600_000)).toEqual([['certificate-ends-soon', 'note']])
    expect(await diagnose(now + 30 * 24 * 3_600_000)).toEqual([])
  })

  it('is said to be unencrypted where http is allowed and all that it has', async () => {
    await using test = await openTestFederation({ allowHttpFallback: true })
    await test.addPeer('peer.example', { signs: false })
    test.internet.answer('GET https://*', transportError('ECONNREFUSED'))
    const { discoveryDocument: documentOf } = test.federation
    test.internet.answer('GET http://peer.example/.well-known/ocm', {
      body: { ...(await documentOf(test.tenant)), endPoint: 'http://peer.example/ocm', jwksUri: undefined },
    })
    test.internet.answer('GET http://peer.example/.well-known/jwks.json', {
      body: { ...(await test.federation.jwks(test.tenant.id)) },
    })
    const found = await test.federation.inspectPeer(test.tenant.id, hostOf('peer.example'))
    expect(found).toMatchObject({
      reachable: true,
      scheme: 'http',
      faults: [{ slug: 'unencrypted', weight: 'note' }],
    })
  })
})

it('every fault is planted here', () => {
  const elsewhere = ['certificate-ends-soon', 'unencrypted']
  const own = Object.keys(faultCatalogue).filter((slug) => slug.startsWith('own-'))
  const planted = new Set([...table.map(([slug]) => slug), ...own, ...elsewhere])
  expect([...planted].toSorted()).toEqual(Object.keys(faultCatalogue).toSorted())
})

it('every fault has its place in the guide', () => {
  const guide = readFileSync('docs/guides/peer-troubleshooting.md', 'utf8')
  const described = [...guide.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, slug]) => slug)
  expect(described).toEqual(Object.keys(faultCatalogue))
})
