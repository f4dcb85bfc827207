import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { duplexPair } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listen } from './testing/listen.ts'
import {
  authority,
  createOutboundWorld,
  failure,
  get,
  neverResolve,
  type OutboundWorld,
  peerAt,
} from './testing/outbound-world.ts'

let world: OutboundWorld

beforeEach(() => {
  world = createOutboundWorld()
})

afterEach(() => world[Symbol.asyncDispose]())

describe('TLS', () => {
  test('asks for the name in the URL although it connects to a mapped address', async () => {
    const port = await world.serveHttps((request, response) => {
      response.end(
        `${'servername' in request.socket ? String(request.socket.servername) : ''} ${request.headers.host}`,
      )
    })
    const outbound = world.open({
      hosts: { 'peer.test': { address: '127.0.0.1', port } },
      authorities: [authority],
    })
    const response = await outbound.send(get('https://peer.test/'))
    expect(await text(response.body)).toBe('peer.test peer.test')
  })

  test('refuses a certificate of an authority that nobody named', async () => {
    const port = await world.serveHttps((_request, response) => void response.end())
    const error = await failure(world.open(peerAt(port)).send(get(`https://peer.test:${port}/`)))
    expect(error).toMatchObject({ reason: 'certificate', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
  })

  test('refuses a certificate for another name', async () => {
    const port = await world.serveHttps((_request, response) => void response.end())
    const options = { hosts: { 'other.test': { address: '127.0.0.1' } }, authorities: [authority] }
    const error = await failure(world.open(options).send(get(`https://other.test:${port}/`)))
    expect(error).toMatchObject({ reason: 'certificate', code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })

  test('tells a server that does not speak it from one that refuses connections', async () => {
    const port = await world.serveHttp((_request, response) => void response.end())
    expect(await failure(world.open(peerAt(port)).send(get(`https://peer.test:${port}/`)))).toMatchObject({
      reason: 'not-tls',
    })
    const free = await unusedPort()
    expect(await failure(world.open(peerAt(free)).send(get(`https://peer.test:${free}/`)))).toMatchObject({
      reason: 'refused',
      code: 'ECONNREFUSED',
    })
  })

  test('does not take a server that hangs up during the handshake for one that does not speak it', async () => {
    const port = await world.serveTcp((socket) => void socket.once('data', () => socket.destroy()))
    const error = await failure(world.open(peerAt(port)).send(get(`https://peer.test:${port}/`)))
    expect(error.reason).toBe('connection-closed')
  })
})

describe('the guard', () => {
  test.each([
    'https://127.0.0.1/',
    'https://127.0.0.1./',
    'https://127.1/',
    'https://2130706433/',
    'https://017700000001/',
    'https://0x7f.1/',
    'https://0x7f000001./',
    'https://127\u30020\u30020\u30021/',
    'https://\u2460\u2461\u2466.0.0.1/',
    'https://%31%32%37.0.0.1/',
    'https://127.0.0.1\\@cloud.example/',
    'https:127.0.0.1',
    'https:////127.0.0.1/',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]:8443/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:0:127.0.0.1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::127.0.0.1]/',
    'https://[2002:7f00:1::]/',
    'https://[::]/',
    'https://[fe80::1]/',
    'https://localhost/',
    'https://localhost./',
    'https://localhost%2e/',
    'https://LOCALHOST/',
    'https://\u24dbocalhost/',
    'https://a.localhost/',
    'https://10.0.0.1/',
    'https://169.254.169.254/',
    'https://0/',
  ])('refuses %s', async (url) => {
    const error = await failure(
      world.open({ allowPrivateNetworks: false, resolve: neverResolve }).send(get(url)),
    )
    expect(error).toMatchObject({ reason: 'forbidden-address', code: 'ERR_OUTBOUND_FORBIDDEN_ADDRESS' })
  })

  test.each([
    'https://[::1%25lo]/',
    'https://[::1%lo]/',
    'https://127.0.0.1%00.example/',
    'https://1.1.1.1 .example/',
  ])('knows nothing of %s, which is no URL', async (url) => {
    expect((await failure(world.open({ resolve: neverResolve }).send(get(url)))).reason).toBe(
      'invalid-request',
    )
  })

  test('refuses an address of the network interface that a name server gives', async () => {
    for (const address of ['fe80::1%eth0', '2606:4700:4700::1111%eth0', 'fd00::1%1', 'no address']) {
      const options = { allowPrivateNetworks: true, resolve: async () => [address] }
      expect((await failure(world.open(options).send(get('https://zone.test/')))).reason).toBe(
        'forbidden-address',
      )
    }
  })

  test('refuses a name of which any address is forbidden', async () => {
    const resolve = async () => ['1.1.1.1', '10.0.0.1']
    const error = await failure(
      world.open({ allowPrivateNetworks: false, resolve }).send(get('https://mixed.test/')),
    )
    expect(error.reason).toBe('forbidden-address')
  })

  test('refuses a mapped address too', async () => {
    const options = { allowPrivateNetworks: false, hosts: { 'peer.test': { address: '127.0.0.1' } } }
    expect((await failure(world.open(options).send(get('https://peer.test/')))).reason).toBe(
      'forbidden-address',
    )
  })

  test('refuses link-local addresses even where private networks are allowed', async () => {
    const resolve = async () => ['169.254.169.254']
    expect((await failure(world.open({ resolve }).send(get('https://meta.test/')))).reason).toBe(
      'forbidden-address',
    )
  })

  test('connects to the address it checked: the name is resolved once per connection', async () => {
    const port = await world.serveHttp((_request, response) => void response.end('here'))
    const asked: string[] = []
    const resolve = async (name: string) => {
      asked.push(name)
      return asked.length === 1 ? ['127.0.0.1'] : ['169.254.169.254']
    }
    const outbound = world.open({ resolve, allowHttp: true })
    expect(await text((await outbound.send(get(`http://rebind.test:${port}/`))).body)).toBe('here')
    expect(asked).toEqual(['rebind.test'])
  })

  test('tries the next address when the first does not answer', async () => {
    const port = await world.serveHttp((_request, response) => void response.end('second'))
    const outbound = world.open({ resolve: async () => ['127.0.0.2', '127.0.0.1'], allowHttp: true })
    expect(await text((await outbound.send(get(`http://two.test:${port}/`))).body)).toBe('second')
  })

  test('says so when a name has no address', async () => {
    const cause = Object.assign(new Error('queryA ECONNREFUSED'), { code: 'ECONNREFUSED' })
    for (const resolve of [async () => [], async () => Promise.reject(cause)]) {
      for (const name of ['nowhere.test', 'constructor']) {
        const error = await failure(world.open({ resolve }).send(get(`https://${name}/`)))
        expect(error).toMatchObject({ reason: 'dns', code: 'ERR_OUTBOUND_DNS' })
      }
    }
  })
})

async function unusedPort(): Promise<number> {
  await using listening = await listen(createServer())
  return listening.port
}

describe('a server of this very process', () => {
  test('is asked for by its origin, and reached past names, addresses and TLS', async () => {
    const asked: string[] = []
    const local = async (origin: string) => {
      asked.push(origin)
      const [ours, theirs] = duplexPair()
      createHttpServer((_request, response) => void response.end('here')).emit('connection', theirs)
      return ours
    }
    const outbound = world.open({ local, resolve: neverResolve, allowPrivateNetworks: false })
    const urls = [
      'https://Cloud.example/',
      'https://cloud.example:8443/',
      'https://[2001:DB8::1]/x',
      'https://192.0.2.1/',
    ]
    for (const url of urls) {
      expect(await text((await outbound.send(get(url))).body)).toBe('here')
    }
    expect(asked).toEqual([
      'https://cloud.example',
      'https://cloud.example:8443',
      'https://[2001:db8::1]',
      'https://192.0.2.1',
    ])
  })
})
