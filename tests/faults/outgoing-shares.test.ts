import { Readable } from 'node:stream'
import {
  type Fault,
  type Network,
  type NetworkServer,
  network,
  type PeerScript,
  type Person,
} from '@isthmus/testkit'
import { afterEach, describe, expect, it } from 'vitest'

const metadata = 'http://169.254.169.254/latest/meta-data/'
const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Welcome</html>' }
const endless = () => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Readable.from(zeros()),
})

function* zeros() {
  for (let megabytes = 0; megabytes < 500; megabytes += 1) yield Buffer.alloc(1024 * 1024, '0')
}

let world: Network & { readonly a: NetworkServer; readonly ann: Person }

/** @param isSilent - whether silence is the trouble: only then is the wait for it short, a busy machine is silent, too */
async function openWorld(isSilent: boolean): Promise<void> {
  const quick = { ISTHMUS_OUTBOUND_IDLE_TIMEOUT: '1500ms', ISTHMUS_OUTBOUND_CONNECT_TIMEOUT: '1500ms' }
  const net = await network({
    servers: ['a.test'],
    peers: { 'eve.test': {}, 'imposter.test': { certifiedAs: 'eve.test' } },
    environment: isSilent ? quick : {},
  })
  const a = net.server('a.test')
  world = { ...net, a, ann: await a.person('ann') }
  await world.ann.files.mkcol('Trip')
}
afterEach(() => world[Symbol.asyncDispose]())

const announcements = () => world.peer('eve.test').requests.filter(({ url }) => url === '/ocm/shares')

describe('a share whose announcement is answered', () => {
  it.each<[string, PeerScript, string, string | null]>([
    [
      'with 201 and the recipient’s name',
      { status: 201, body: { recipientDisplayName: 'Eve' } },
      'announced',
      null,
    ],
    ['with 201 and nothing', { status: 201 }, 'announced', null],
    ['with 201 and garbage', { status: 201, body: '}{' }, 'announced', null],
    [
      'with 201 and a body that breaks off',
      { status: 201, body: '{"reci', thenCut: true },
      'announced',
      null,
    ],
    ['with 200, as some do', { status: 200, body: {} }, 'announced', null],
    ['with 200 and a page for people', html, 'announced', null],
    ['with 201 and a body without end', () => ({ ...endless(), status: 201 }), 'announced', null],
    ['with 400', { status: 400, body: { message: 'NO' } }, 'refused', 'invalid'],
    ['with 401', { status: 401 }, 'refused', 'unauthenticated'],
    ['with 403', { status: 403 }, 'refused', 'forbidden'],
    ['with 404', html404(), 'refused', 'not-found'],
    ['with 409', { status: 409 }, 'refused', 'conflict'],
    ['with 413', { status: 413 }, 'refused', 'too-large'],
    ['with 500', { ...html, status: 500 }, 'refused', 'server-error'],
    ['with 501', { status: 501 }, 'refused', 'not-supported'],
    ['with 418', { status: 418 }, 'refused', 'unexpected-status'],
    ['with a redirect', { status: 307, headers: { location: metadata } }, 'refused', 'redirected'],
    ['with 429', { status: 429 }, 'announcing', 'too-many-requests'],
    ['with 502', { ...html, status: 502 }, 'announcing', 'bad-gateway'],
    ['with 503', { status: 503 }, 'announcing', 'unavailable'],
    ['by hanging up', 'cut', 'announcing', 'unreachable'],
    ['by silence', 'hang', 'announcing', 'timeout'],
  ])('%s', async (_, script, state, stateReason) => {
    await openWorld(script === 'hang')
    world.peer('eve.test').answer('POST /ocm/shares', script)
    const share = await world.ann.share('Trip', 'eve@eve.test')
    expect(share).toMatchObject({ state, stateReason })
    expect(announcements()).toHaveLength(1)
    expect(world.a.sent({ host: '169.254.169.254' })).toEqual([])
  })

  it.each([429, 503])(
    'with %i goes out again when the other server said so, and once more is enough',
    async (status) => {
      await openWorld(false)
      const eve = world.peer('eve.test')
      eve.answer('POST /ocm/shares', { status, headers: { 'retry-after': '120' } })
      const { id } = await world.ann.share('Trip', 'eve@eve.test')
      eve.answer('POST /ocm/shares', { status: 201 })
      await world.clock.advance(119_000)
      await world.settle()
      expect(await world.ann.shareState(id)).toBe('announcing')
      await world.clock.advance(2_000)
      await world.settle()
      expect(await world.ann.shareState(id)).toBe('announced')
      const [first, second, ...more] = announcements().map(({ body }) => body.toString())
      expect([second, more]).toEqual([first, []])
    },
  )

  it('by silence lets the person go on after two seconds', async () => {
    await openWorld(false)
    const eve = world.peer('eve.test')
    const asked = Promise.withResolvers<void>()
    eve.answer('POST /ocm/shares', () => {
      asked.resolve()
      return 'hang'
    })
    const sharing = world.ann.share('Trip', 'eve@eve.test')
    await asked.promise
    await world.clock.advance(2_000)
    expect(await sharing).toMatchObject({ state: 'announcing', stateReason: null })
  })
})

describe('a share with somebody at a server', () => {
  it.each<[string, PeerScript, string, string | null]>([
    ['that is a page for people', html, 'failed', 'not-ocm'],
    ['that knows nothing of OCM', { status: 404 }, 'failed', 'not-ocm'],
    ['that has switched OCM off', { status: 200, body: { enabled: false } }, 'failed', 'disabled'],
    [
      'whose discovery leads to the machine’s own secrets',
      { status: 302, headers: { location: metadata } },
      'failed',
      'not-ocm',
    ],
    [
      'whose discovery leads there over https',
      { status: 302, headers: { location: metadata.replace('http:', 'https:') } },
      'announcing',
      'unreachable',
    ],
    [
      'whose discovery leads to itself, again and again',
      { status: 301, headers: { location: '/.well-known/ocm' } },
      'failed',
      'not-ocm',
    ],
    ['whose discovery has no end', endless, 'failed', 'too-large'],
    [
      'whose discovery breaks off',
      { status: 200, body: '{"enabled": true,', thenCut: true },
      'announcing',
      'unreachable',
    ],
    ['whose API is at the machine’s own secrets', documentWith({ endPoint: metadata }), 'failed', 'insecure'],
    [
      'whose API is there over https',
      documentWith({ endPoint: metadata.replace('http:', 'https:') }),
      'announcing',
      'unreachable',
    ],
    ['that takes no folders', documentWith({ resourceTypes: [] }), 'failed', 'resource-type-not-supported'],
    ['that is busy', { status: 503 }, 'announcing', 'unavailable'],
    ['that says nothing', 'hang', 'announcing', 'timeout'],
  ])('%s', async (_, script, state, stateReason) => {
    await openWorld(script === 'hang')
    world.peer('eve.test').answer('GET *', script)
    expect(await world.ann.share('Trip', 'eve@eve.test')).toMatchObject({ state, stateReason })
    expect(announcements()).toEqual([])
  })

  it.each<[string, Fault, string, string]>([
    ['where nobody listens', 'refuse', 'announcing', 'connection-refused'],
    ['that takes connections and says nothing', 'hang', 'announcing', 'unreachable'],
    ['that speaks something else', 'garbage', 'failed', 'not-tls'],
    ['that hangs up during the handshake', 'cut-response-after:100', 'announcing', 'unreachable'],
    ['that is cut off in the middle of what we send', 'cut-request-after:700', 'announcing', 'unreachable'],
  ])('%s', async (_, fault, state, stateReason) => {
    await openWorld(fault === 'hang')
    await world.link('a.test', 'eve.test').set(fault)
    const share = await world.ann.share('Trip', 'eve@eve.test')
    expect(share).toMatchObject({ state, stateReason })
    if (state === 'failed') return
    await world.link('a.test', 'eve.test').set('pass')
    await world.clock.advance(60_000)
    await world.settle()
    expect(await world.ann.shareState(share.id)).toBe('announced')
    expect(announcements()).toHaveLength(1)
  })

  it('that proves to be another one gets nothing', async () => {
    await openWorld(false)
    const share = await world.ann.share('Trip', 'eve@imposter.test')
    expect(share).toMatchObject({ state: 'failed', stateReason: 'certificate' })
    expect(world.peer('imposter.test').requests).toEqual([])
  })
})

function html404(): PeerScript {
  return { ...html, status: 404 }
}

/** Eve’s discovery document with something else in it. */
function documentWith(changes: Record<string, unknown>): PeerScript {
  return {
    status: 200,
    body: {
      enabled: true,
      apiVersion: '1.4.0',
      endPoint: 'https://eve.test/ocm',
      provider: 'eve.test',
      resourceTypes: [{ name: 'folder', shareTypes: ['user'], protocols: { webdav: '/dav/' } }],
      ...changes,
    },
  }
}
