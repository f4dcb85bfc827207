import { type Fault, type Network, network } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** What `peer inspect` says of servers whose trouble is real: sockets, TLS, and what comes over them. */
let net: Network

beforeAll(async () => {
  net = await network({
    servers: ['a.test'],
    peers: {
      'well.test': {},
      'expired.test': { flaw: 'expired' },
      'self-signed.test': { flaw: 'self-signed' },
      'incomplete.test': { flaw: 'no-intermediate' },
      'imposter.test': { certifiedAs: 'somebody.test' },
      'closed.test': {},
      'garbage.test': {},
      'cut.test': {},
      'inward.test': {},
    },
  })
  const troubled: readonly (readonly [string, Fault])[] = [
    ['closed.test', 'refuse'],
    ['garbage.test', 'garbage'],
    ['cut.test', 'cut-response-after:100'],
  ]
  for (const [host, fault] of troubled) await net.link('a.test', host).set(fault)
  net.peer('inward.test').answer('GET *', {
    status: 302,
    headers: { location: 'https://169.254.169.254/latest/meta-data' },
  })
})
afterAll(() => net[Symbol.asyncDispose]())

const inspect = (host: string) => {
  const { application, tenant } = net.server('a.test')
  return application.federation.inspectPeer(tenant.id, host as never)
}
/** The clock of this network is turned by hand, and that of TLS is not. */
const ofClocks = ['clock-skew', 'certificate-ends-soon']
const slugs = async (host: string) =>
  (await inspect(host)).faults.map(({ slug }) => slug).filter((slug) => !ofClocks.includes(slug))

test.each([
  ['expired.test', 'certificate-expired'],
  ['self-signed.test', 'certificate-self-signed'],
  ['incomplete.test', 'certificate-chain-incomplete'],
  ['imposter.test', 'certificate-wrong-host'],
  ['closed.test', 'port-closed'],
  ['garbage.test', 'not-tls'],
  ['cut.test', 'connection-cut'],
  ['inward.test', 'discovery-redirects-to-private-address'],
])('%s has the trouble %s', async (host, slug) => {
  expect(await slugs(host)).toEqual([slug])
})

test('a server that is well has none, and shows its certificate, which one that nobody believes does too', async () => {
  expect(await slugs('well.test')).toEqual([])
  expect((await inspect('well.test')).certificate).toMatchObject({
    subject: 'well.test',
    issuer: expect.stringMatching(/^Isthmus test authority/),
    names: ['well.test'],
    protocol: 'TLSv1.3',
  })
  expect((await inspect('imposter.test')).certificate).toMatchObject({ names: ['somebody.test'] })
  expect((await inspect('expired.test')).certificate?.validTo).toMatch(/^20\d\d-/)
  expect(await inspect('closed.test')).not.toHaveProperty('certificate')
})
