import { type FakePeer, signedBy, tokenMessage, twoClouds } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

const minute = 60_000

/** Ann shares `Trip` with Eve, whose server is a fake one. */
async function tripForEve(options: { exchangesTokens: boolean }) {
  await using resources = new AsyncDisposableStack()
  const world = resources.use(await twoClouds({ peers: { 'eve.test': options } }))
  const eve = world.peer('eve.test')
  await world.ann.files.mkcol('Trip')
  await world.ann.files.put('Trip/plan.txt', 'by train')
  const share = await world.ann.share('Trip', 'eve@eve.test')
  const { protocol } = offerTo(eve)
  const owned = resources.move()

  const url = `https://a.test/dav/ocm/${share.id}`
  const open = async (authorization: string, path = '/plan.txt') =>
    (await world.web.fetch({ method: 'GET', url: url + path, headers: { authorization } })).status
  const requestOf = (code: string) =>
    tokenMessage('https://a.test/ocm/token', {
      grant_type: 'authorization_code',
      client_id: 'eve.test',
      code,
    })
  const exchange = async (code: string) =>
    world.web.fetch(await signedBy(eve.key, requestOf(code), world.clock.now()))
  return {
    ...world,
    share,
    webdav: protocol.webdav,
    open,
    requestOf,
    exchange,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

interface TokenAnswer {
  readonly access_token: string
  readonly token_type: string
  readonly expires_in: number
}

interface Offer {
  readonly protocol: {
    readonly webdav: { readonly sharedSecret: string; readonly requirements?: readonly string[] }
  }
}

function offerTo(peer: FakePeer): Offer {
  const sent = peer.requests.find(({ url }) => url === '/ocm/shares')
  return JSON.parse(sent?.body.toString() ?? '') as Offer
}

describe('a share with somebody whose server exchanges tokens', () => {
  it('opens with a token alone, for five minutes; its bare secret is refused with 401', async () => {
    await using world = await tripForEve({ exchangesTokens: true })
    const { webdav, open, exchange, clock } = world
    expect(webdav.requirements).toEqual(['must-exchange-token'])
    expect(await open(`Bearer ${webdav.sharedSecret}`)).toBe(401)
    expect(await open(`Basic ${Buffer.from(`${webdav.sharedSecret}:`).toString('base64')}`)).toBe(401)

    const answer = await exchange(webdav.sharedSecret)
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store'])
    const token = answer.json() as TokenAnswer
    expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 300 })
    expect(await open(`Bearer ${token.access_token}`)).toBe(200)
    await clock.advance(5 * minute - 1)
    expect(await open(`Bearer ${token.access_token}`)).toBe(200)
    await clock.advance(1)
    expect(await open(`Bearer ${token.access_token}`)).toBe(401)
  })

  it('gives the token to nobody who did not sign for it', async () => {
    await using world = await tripForEve({ exchangesTokens: true })
    const { webdav, requestOf, web } = world
    const answer = await web.fetch(requestOf(webdav.sharedSecret))
    expect([answer.status, answer.json()]).toEqual([400, { error: 'invalid_client' }])
  })

  it('has tokens that open no other share', async () => {
    await using world = await tripForEve({ exchangesTokens: true })
    const { ann, web, webdav, exchange } = world
    await ann.files.mkcol('Home')
    const other = await ann.share('Home', 'eve@eve.test')
    const { access_token: token } = (await exchange(webdav.sharedSecret)).json() as TokenAnswer
    const url = `https://a.test/dav/ocm/${other.id}/`
    const headers = { authorization: `Bearer ${token}` }
    expect((await web.fetch({ method: 'PROPFIND', url, headers })).status).toBe(401)
  })

  it('gives no token once it has been revoked, and its tokens open nothing any more', async () => {
    await using world = await tripForEve({ exchangesTokens: true })
    const { ann, share, webdav, open, exchange } = world
    const { access_token: token } = (await exchange(webdav.sharedSecret)).json() as TokenAnswer
    expect(await open(`Bearer ${token}`)).toBe(200)
    await ann.revoke(share.id)
    expect(await open(`Bearer ${token}`)).toBe(404)
    expect((await exchange(webdav.sharedSecret)).json()).toEqual({ error: 'invalid_grant' })
  })
})

describe('a share with somebody whose server does not exchange tokens', () => {
  it('opens with its secret, as a bearer or as the user name of Basic', async () => {
    await using world = await tripForEve({ exchangesTokens: false })
    const { webdav, open } = world
    expect(webdav.requirements).toBeUndefined()
    expect(await open(`Bearer ${webdav.sharedSecret}`)).toBe(200)
    expect(await open(`Basic ${Buffer.from(`${webdav.sharedSecret}:`).toString('base64')}`)).toBe(200)
    expect(await open(`Bearer ${webdav.sharedSecret}x`)).toBe(401)
    expect(await open(`Bearer ${webdav.sharedSecret}`, '/../2/plan.txt')).not.toBe(200)
  })

  it('opens at the address of the ownCloud family, where the secret alone says which share it is', async () => {
    await using world = await tripForEve({ exchangesTokens: false })
    const { webdav, share, web, ann } = world
    const secret = webdav.sharedSecret
    const ask = (path: string, authorization: string, method = 'GET') =>
      web.fetch({
        method,
        url: `https://a.test/public.php/webdav${path}`,
        headers: { authorization, depth: '1' },
      })
    const basic = `Basic ${Buffer.from(`${secret}:whatever`).toString('base64')}`
    for (const path of ['/plan.txt', `/${share.id}/plan.txt`]) {
      expect(await ask(path, basic)).toMatchObject({ status: 200, text: 'by train' })
      expect(await ask(path, `Bearer ${secret}`)).toMatchObject({ status: 200, text: 'by train' })
    }
    expect((await ask(`/${Number(share.id) + 1}/plan.txt`, basic)).status).toBe(404)
    const listing = await ask('/', basic, 'PROPFIND')
    expect([listing.status, listing.text.includes('<d:href>/public.php/webdav/plan.txt<')]).toEqual([
      207,
      true,
    ])
    // It is no link, and a link is no share.
    expect((await ask(`/../dav/files/${secret}/plan.txt`, basic)).status).toBe(404)
    await ann.revoke(share.id)
    expect((await ask('/plan.txt', basic)).status).toBe(401)
  })
})

describe('a cloud that knows OCM before 1.2', () => {
  it.each(['/ocm-provider', '/ocm-provider/'])('finds its way from %s to what is shared', async (path) => {
    await using world = await tripForEve({ exchangesTokens: false })
    const found = await world.web.fetch({ method: 'GET', url: `https://a.test${path}` })
    expect(found.status).toBe(200)
    const { endPoint, shareTypes } = found.json() as {
      endPoint: string
      shareTypes: { protocols: { webdav: string } }[]
    }
    expect(endPoint).toBe('https://a.test/ocm')
    const read = await world.web.fetch({
      method: 'GET',
      url: `https://a.test${shareTypes[0]?.protocols.webdav ?? ''}plan.txt`,
      headers: { authorization: `Basic ${Buffer.from(`${world.webdav.sharedSecret}:`).toString('base64')}` },
    })
    expect(read).toMatchObject({ status: 200, text: 'by train' })
  })
})

describe('a mount', () => {
  it('exchanges its secret once for all requests of some minutes, however many come at a time', async () => {
    await using world = await twoClouds()
    const { ann, bob, b, clock } = world
    await ann.files.mkcol('Trip')
    await ann.files.put('Trip/plan.txt', 'by train')
    await world.shareAndAccept('Trip')
    const before = b.sent({ method: 'POST' }).length
    const exchanges = () => b.sent({ method: 'POST' }).length - before

    await Promise.all(Array.from({ length: 10 }, () => bob.files.get('Shared/Trip/plan.txt')))
    await bob.files.list('Shared/Trip')
    expect(exchanges()).toBe(1)
    await clock.advance(5 * minute)
    expect((await bob.files.get('Shared/Trip/plan.txt')).status).toBe(200)
    expect(exchanges()).toBe(2)
  })
})
