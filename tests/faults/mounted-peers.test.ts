import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { network, type PeerScript, shareBody, signedBy, twoClouds, unsignedMessage } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

const quick = { ISTHMUS_OUTBOUND_IDLE_TIMEOUT: '1500ms', ISTHMUS_OUTBOUND_CONNECT_TIMEOUT: '1500ms' }

/**
 * Bob has accepted a folder of Eve’s, whose server is a fake one: `Shared/Plans`, at `/dav/7`.
 * @param isSilent - whether silence is the trouble: only then is the wait for it short, a busy machine is silent, too
 */
async function plansOfEve({ mustExchange = false, isSilent = false } = {}) {
  await using resources = new AsyncDisposableStack()
  const peers = { 'eve.test': { exchangesTokens: mustExchange } }
  const net = resources.use(await network({ servers: ['b.test'], peers, environment: isSilent ? quick : {} }))
  const [b, eve] = [net.server('b.test'), net.peer('eve.test')]
  const bob = await b.person('bob')
  eve.answer('PROPFIND *', { status: 207, body: listing('/dav/7/', '/dav/7/plan.txt') })
  eve.answer('PROPFIND /dav/7/plan.txt', { status: 207, body: listing('/dav/7/plan.txt') })
  eve.answer('GET /dav/*', { status: 200, headers: { etag: '"1"' }, body: '0123456789' })
  const requirements = mustExchange ? { requirements: ['must-exchange-token'] } : {}
  const webdav = {
    uri: '7',
    sharedSecret: 'the-secret-of-share-7',
    permissions: ['read', 'write'],
    ...requirements,
  }
  const body = shareBody('eve.test', 'bob@b.test', { protocol: { name: 'multi', webdav } })
  const offer = unsignedMessage('https://b.test/ocm/shares', body)
  await net.web.fetch(await signedBy(eve.key, offer, net.clock.now()))
  const [item] = await bob.inbox()
  await bob.accept(item?.id ?? '')
  await net.settle()
  const owned = resources.move()
  return { ...net, b, bob, eve, item, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

function listing(...hrefs: string[]): string {
  const responses = hrefs.map((href) => {
    const type = href.endsWith('/') ? '<d:collection/>' : ''
    return `<d:response><d:href>${href}</d:href><d:propstat><d:prop><d:resourcetype>${type}</d:resourcetype>
      <d:getcontentlength>10</d:getcontentlength><d:getetag>"1"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`
  })
  return `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${responses.join('')}</d:multistatus>`
}

function* endlessListing() {
  yield '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">'
  for (let n = 0; n < 1_000_000; n += 1) yield `<d:response><d:href>/dav/7/${n}</d:href></d:response>`
}

const metadata = 'http://169.254.169.254/latest/meta-data/'
const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Welcome</html>' }
const whole = listing('/dav/7/', '/dav/7/a.txt', '/dav/7/b.txt')

describe('a listing', () => {
  it.each<[string, PeerScript]>([
    ['that is a page for people', html],
    ['that is answered with 207 and a page for people', { ...html, status: 207 }],
    [
      'that breaks off between two files',
      { status: 207, body: whole.slice(0, whole.indexOf('<d:response>', 200)), thenCut: true },
    ],
    ['that ends between two files', { status: 207, body: whole.slice(0, whole.lastIndexOf('<d:response>')) }],
    ['that does not hold the folder', { status: 207, body: listing('/dav/8/', '/dav/8/secret.txt') }],
    ['with a document type', { status: 207, body: `<!DOCTYPE x [<!ENTITY a "b">]>${whole}` }],
    ['without end', () => ({ status: 207, body: Readable.from(endlessListing()) })],
    ['that is compressed', { status: 207, headers: { 'content-encoding': 'gzip' }, body: whole }],
    ['that leads elsewhere', { status: 302, headers: { location: metadata } }],
    ['answered with 401', { status: 401 }],
    ['answered with 404', { status: 404 }],
    ['answered with 410', { status: 410 }],
    ['answered with 429', { status: 429 }],
    ['answered with 500', { ...html, status: 500 }],
    ['answered with 503', { status: 503 }],
    ['answered by hanging up', 'cut'],
    ['answered by silence', 'hang'],
  ])('%s is trouble of the other server (503), not an empty or short folder', async (_, script) => {
    await using world = await plansOfEve({ isSilent: script === 'hang' })
    world.eve.answer('PROPFIND *', script)
    const answer = await world.bob.files.propfind('Shared/Plans')
    expect(answer.status).toBe(503)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(world.b.sent({ host: '169.254.169.254' })).toEqual([])
    expect((await world.bob.files.list('Shared')).map(({ name }) => name)).toEqual(['Plans'])
  })

  it.each([
    ['is passed on while it arrives, for one request', true],
    ['that breaks off after its beginning breaks Bob’s connection, and nothing counts as gone', false],
  ])('of ten thousand files %s', async (_, complete) => {
    await using world = await plansOfEve()
    const { bob, eve, b, item } = world
    const entry = (n: number) => listing(`/dav/7/${n}.txt`).replace(/^.*?<d:response>/s, '<d:response>')
    const entries = (from: number, to: number) =>
      Array.from({ length: to - from }, (__, n) => entry(from + n).replace('</d:multistatus>', '')).join('')
    const start = listing('/dav/7/').replace('</d:multistatus>', '')
    const rest = Promise.withResolvers<void>()
    async function* arriving() {
      yield start + entries(0, 3_000)
      await rest.promise
      if (complete) yield `${entries(3_000, 10_000)}</d:multistatus>`
    }
    const cut = complete ? {} : ({ thenCut: true } as const)
    eve.answer('PROPFIND /dav/7/', () => ({ status: 207, body: Readable.from(arriving()), ...cut }))
    const before = b.sent({ host: 'eve.test' }).length
    const answer = await bob.files.open('Shared/Plans', { depth: '1' }, 'PROPFIND')
    await once(answer.body, 'readable')
    expect(answer.status).toBe(207)
    rest.resolve()
    if (complete) {
      const read = (await buffer(answer.body)).toString()
      expect(read.match(/<d:response>/g)).toHaveLength(10_001)
      expect(b.sent({ host: 'eve.test' }).slice(before)).toMatchObject([{ method: 'PROPFIND' }])
    } else {
      await expect(buffer(answer.body)).rejects.toThrow()
    }
    const last = await bob.api('GET', `/inbox/${item?.id}/listing?path=/`)
    const { entries: shown } = last.json() as { entries: unknown[] }
    expect(shown.length).toBe(complete ? 10_000 : 3_000)
  })

  it('that names things elsewhere, twice, or impossible shows what can be', async () => {
    await using world = await plansOfEve()
    const hrefs = [
      '/dav/7/',
      'https://evil.test/dav/7/a.txt',
      '/dav/7/a.txt',
      '/dav/7/b%2Fc.txt',
      '/dav/7/../x.txt',
    ]
    const more = ['/dav/7/d/e.txt', '/other/f.txt', '/dav/7/%00.txt', '/dav/7/..', '/dav/7/g.txt?h']
    world.eve.answer('PROPFIND *', { status: 207, body: listing(...hrefs, ...more) })
    expect((await world.bob.files.list('Shared/Plans')).map(({ name }) => name)).toEqual(['a.txt'])
    expect(world.b.sent({ host: 'evil.test' })).toEqual([])
  })
})

it.each<[string, PeerScript]>([
  ['with 500', { status: 500 }],
  ['with a page for people', html],
])('a folder that is answered %s does not close the others', async (_, script) => {
  await using world = await plansOfEve()
  world.eve.answer('PROPFIND /dav/7/broken/', script)
  expect((await world.bob.files.propfind('Shared/Plans/broken')).status).toBe(503)
  expect((await world.bob.files.propfind('Shared/Plans')).status).toBe(207)
})

describe('a share that must be exchanged for a token', () => {
  it.each<[string, PeerScript]>([
    ['that is a page for people', html],
    ['that is no token', { status: 200, body: { access_token: '' } }],
    ['that is refused', { status: 400, body: { error: 'invalid_grant' } }],
    ['that leads elsewhere', { status: 302, headers: { location: metadata } }],
    ['that fails', { status: 500 }],
    ['that never comes', 'hang'],
  ])('for one %s stays where it is, and answers 503', async (_, script) => {
    await using world = await plansOfEve({ mustExchange: true, isSilent: script === 'hang' })
    world.eve.answer('POST /ocm/token', script)
    expect((await world.bob.files.propfind('Shared/Plans')).status).toBe(503)
    expect((await world.bob.files.list('Shared')).map(({ name }) => name)).toEqual(['Plans'])
    const shown = world.eve.requests.map(({ headers }) => headers.authorization).filter(Boolean)
    expect(shown).toEqual([])
  })

  it('gets a new one when its server does not take the old one any more', async () => {
    await using world = await plansOfEve({ mustExchange: true })
    let issued = 0
    world.eve.answer('POST /ocm/token', () => {
      issued += 1
      return {
        status: 200,
        body: { access_token: `token-${issued}`, token_type: 'Bearer', expires_in: 3600 },
      }
    })
    const lists = { status: 207, body: listing('/dav/7/') }
    world.eve.answer('PROPFIND *', ({ headers }) =>
      headers.authorization === 'Bearer token-2' ? lists : { status: 401 },
    )
    expect((await world.bob.files.propfind('Shared/Plans')).status).toBe(207)
    expect((await world.bob.files.propfind('Shared/Plans')).status).toBe(207)
    expect(issued).toBe(2)
  })
})

describe('reading a file', () => {
  it.each<[string, PeerScript]>([
    [
      'that breaks off before its length',
      { status: 200, headers: { 'content-length': '1000' }, body: 'part', thenCut: true },
    ],
    ['that breaks off in the middle of a chunk', { status: 200, body: 'part', thenCut: true }],
    [
      'that stops in the middle',
      () => ({ status: 200, headers: { 'content-length': '1000' }, body: stopsAfter('part') }),
    ],
  ])('%s breaks the connection: nobody takes the part for the whole', async (_, script) => {
    await using world = await plansOfEve({ isSilent: typeof script === 'function' })
    world.eve.answer('GET /dav/*', script)
    // His server tries again, after longer and longer pauses.
    await expect(world.untilSettled(world.bob.files.get('Shared/Plans/plan.txt'))).rejects.toThrow()
  })

  it.each<[string, PeerScript]>([
    [
      'answered with 206 though nothing of the kind was asked for',
      { status: 206, headers: { 'content-range': 'bytes 0-3/10' }, body: '0123' },
    ],
    ['that is compressed', { status: 200, headers: { 'content-encoding': 'gzip' }, body: 'x' }],
    ['that leads elsewhere', { status: 301, headers: { location: metadata } }],
    ['answered with 204', { status: 204 }],
    ['answered with 500', { status: 500 }],
    ['answered by silence', 'hang'],
  ])('%s is trouble of the other server (503)', async (_, script) => {
    await using world = await plansOfEve({ isSilent: script === 'hang' })
    world.eve.answer('GET /dav/*', script)
    expect((await world.bob.files.get('Shared/Plans/plan.txt')).status).toBe(503)
    expect(world.b.sent({ host: '169.254.169.254' })).toEqual([])
  })

  it('that comes without its length is asked for it, and is whole', async () => {
    await using world = await plansOfEve()
    world.eve.answer('GET /dav/*', () => ({ status: 200, body: Readable.from(['01234', '56789']) }))
    const { headers, text } = await world.bob.files.get('Shared/Plans/plan.txt')
    expect([headers['content-length'], text]).toEqual(['10', '0123456789'])
  })

  it('of which another part comes than was asked for is trouble, the whole instead of a part is fine', async () => {
    await using world = await plansOfEve()
    const { files } = world.bob
    world.eve.answer('GET /dav/*', { status: 206, headers: { 'content-range': 'bytes 4-5/10' }, body: '45' })
    expect((await files.get('Shared/Plans/plan.txt', { range: 'bytes=2-3' })).status).toBe(503)
    await world.clock.advance(60_000)
    world.eve.answer('GET /dav/*', { status: 200, body: '0123456789' })
    const answer = await files.get('Shared/Plans/plan.txt', { range: 'bytes=2-3' })
    expect([answer.status, answer.text]).toEqual([200, '0123456789'])
  })
})

describe('writing a file', () => {
  it.each<[string, PeerScript, number]>([
    ['answered with a page for people', html, 204],
    ['answered with 201', { status: 201 }, 201],
    ['answered with 202, which promises nothing', { status: 202 }, 503],
    ['answered with 207, which says that a part failed', { status: 207, body: whole }, 502],
    ['that leads elsewhere', { status: 307, headers: { location: metadata } }, 503],
    ['answered with 401', { status: 401 }, 503],
    ['answered with 403', { status: 403 }, 403],
    ['answered with 500', { status: 500 }, 503],
    ['answered with 507', { status: 507 }, 507],
    ['answered by hanging up', 'cut', 503],
    ['answered by silence', 'hang', 503],
  ])('%s gives %s', async (_, script, status) => {
    await using world = await plansOfEve({ isSilent: script === 'hang' })
    world.eve.answer('PUT *', script)
    expect((await world.bob.files.put('Shared/Plans/new.txt', 'new')).status).toBe(status)
    expect(world.b.sent({ host: '169.254.169.254' })).toEqual([])
  })

  it('over a line that is cut makes no file, and is not reported as done', async () => {
    await using world = await twoClouds()
    const { ann, bob } = world
    await ann.files.mkcol('Trip')
    await ann.files.put('Trip/old.bin', 'old')
    await world.shareAndAccept('Trip')
    await bob.files.list('Shared/Trip')
    await world.link('b.test', 'a.test').set('cut-request-after:500000')
    for (const name of ['new.bin', 'old.bin']) {
      expect((await bob.files.put(`Shared/Trip/${name}`, randomBytes(2_000_000))).status).toBe(503)
      await world.clock.advance(60_000)
    }
    await world.link('b.test', 'a.test').set('pass')
    expect((await ann.files.list('Trip')).map(({ name, size }) => [name, size])).toEqual([['old.bin', 3]])
  })

  it('that Bob breaks off makes no file', async () => {
    await using world = await twoClouds()
    const { ann, bob } = world
    await ann.files.mkcol('Trip')
    await world.shareAndAccept('Trip')
    const body = stopsAfter(randomBytes(500_000))
    const writing = bob.files.put('Shared/Trip/new.bin', body, { 'content-length': '2000000' })
    await once(body, 'pause')
    body.destroy(new Error('Bob leaves'))
    await expect(writing).rejects.toThrow()
    await expect.poll(() => world.b.sent({ method: 'PUT' })).toHaveLength(1)
    expect(await ann.files.list('Trip')).toEqual([])
  })
})

function stopsAfter(part: string | Uint8Array): Readable {
  const body = new Readable({ read: () => {} })
  body.push(part)
  return body
}
