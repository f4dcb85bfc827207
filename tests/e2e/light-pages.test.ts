import { type Network, type NetworkServer, network, type WebAnswer } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

/** A browser without scripts: it keeps the cookie, fills forms in and follows where they lead. */
async function openVisitor(net: Network, server: NetworkServer, username: string) {
  const person = await server.person(username)
  let cookie = ''
  async function ask(method: string, path: string, fields?: Record<string, string>): Promise<WebAnswer> {
    const answer = await net.web.fetch({
      method,
      url: `${server.origin}${path}`,
      headers: {
        ...(cookie !== '' && { cookie }),
        ...(fields && { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' }),
      },
      ...(fields && { body: String(new URLSearchParams(fields)) }),
    })
    const { location, 'set-cookie': set } = answer.headers
    if (set !== undefined) cookie = set.split(';')[0] ?? ''
    return location === undefined ? answer : ask('GET', location)
  }
  const visitor = {
    person,
    open: (path: string) => ask('GET', path),
    send: (path: string, fields: Record<string, string>) => ask('POST', path, fields),
    /** Sends a form of a page with what stands in its hidden fields. */
    async fill(page: string, action: string, fields: Record<string, string>) {
      const { text } = await ask('GET', page)
      const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
      const item = /name="item" value="(\d+)"/.exec(text)?.[1]
      return ask('POST', action, { csrf, ...(item !== undefined && { item }), ...fields })
    },
  }
  const inbox = await visitor.send('/ui/login', { username, password: `password of ${username}` })
  expect(inbox.text).toContain('Nobody has shared anything with you yet.')
  return visitor
}

async function openTwo() {
  await using resources = new AsyncDisposableStack()
  const net = resources.use(await network({ servers: ['a.test', 'b.test'] }))
  const ann = await openVisitor(net, net.server('a.test'), 'ann')
  const bob = await openVisitor(net, net.server('b.test'), 'bob')
  await ann.person.files.mkcol('Trip')
  await ann.person.files.put('Trip/plan.txt', 'by train')
  const owned = resources.move()
  return { net, ann, bob, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const action = '/ui/api/shares/outgoing'

describe('with light pages and no script', () => {
  it('somebody shares with somebody on another cloud, who accepts and reads', async () => {
    await using world = await openTwo()
    const { net, ann, bob } = world
    const sent = await ann.fill('/ui/outgoing', action, { 'share-with': 'bob@b.test', 'local-path': '/Trip' })
    expect(sent.status).toBe(201)
    expect(sent.text).toMatch(
      /<p id="share-result" class="success" role="status">Share sent successfully: bob@b.test/,
    )
    const before = await bob.open('/ui/inbox')
    expect(before.text).toMatch(/class="share-item"[\s\S]*class="share-name">Trip<[\s\S]*class="btn-accept"/)
    expect(before.text).toContain('status-pending')
    const after = await bob.fill('/ui/inbox', '/ui/inbox', { answer: 'accept' })
    expect(after.text).toMatch(/<span class="share-status status-accepted">Accepted<\/span>/)
    expect(after.text).not.toContain('btn-accept')
    await net.settle()
    expect((await bob.person.files.get('Shared/Trip/plan.txt')).text).toBe('by train')
  })

  it('somebody declines', async () => {
    await using world = await openTwo()
    await world.ann.person.share('Trip', 'bob@b.test')
    const after = await world.bob.fill('/ui/inbox', '/ui/inbox', { answer: 'decline' })
    expect(after.text).toContain('status-declined')
    const again = await world.bob.fill('/ui/inbox', '/ui/inbox', { answer: 'accept', item: '1' })
    expect(again.text).toMatch(/role="alert">(It was declined or left|This is not there any more)/)
    await world.bob.person.api('PATCH', '/me', { language: 'de' })
    const german = await world.bob.open('/ui/inbox')
    expect(german.text).toContain('<html lang="de"')
    expect(german.text).toContain('Abgelehnt')
    // Where nothing is, where a method is not meant, and where a link leads no more.
    for (const path of ['/nowhere', '/logout', '/s/gone']) {
      expect([path, (await world.bob.open(path)).text]).toEqual([path, expect.stringContaining('lang="de"')])
    }
  })

  it.each([
    [
      'nobody@b.test',
      '/Trip',
      502,
      'share-with',
      'b.test does not take it: it may know nobody called nobody.',
    ],
    ['bob', '/Trip', 422, 'share-with', 'Nobody is called “bob” here.'],
    ['bob@b.test', '/None', 404, 'local-path', '/None does not exist.'],
    ['bob@b.test', '', 404, 'local-path', 'There is no such file or folder.'],
    ['@', '/Trip', 422, 'share-with', '“@” is not an address like name@cloud.example.'],
  ])(
    'what cannot be shared with %s as %s is said, and what was written stays',
    async (shareWith, path, status, wrong, said) => {
      await using world = await openTwo()
      const answer = await world.ann.fill('/ui/outgoing', action, {
        'share-with': shareWith,
        'local-path': path,
      })
      expect(answer.status).toBe(status)
      expect(answer.text).toMatch(/id="share-result" class="problem" role="alert"/)
      expect(answer.text).toContain(said)
      expect(answer.text).toContain(`value="${shareWith}"`)
      expect(answer.text.match(/<input id="[^"]+"(?=[^>]* autofocus)(?=[^>]* aria-invalid)/g)).toEqual([
        `<input id="${wrong}"`,
      ])
    },
  )

  it('a server that is down is told later, and the page says so', async () => {
    await using world = await openTwo()
    await world.net.link('a.test', 'b.test').set('refuse')
    const answer = await world.ann.fill('/ui/outgoing', action, {
      'share-with': 'bob@b.test',
      'local-path': 'Trip',
    })
    expect(answer.status).toBe(202)
    expect(answer.text).toContain('cannot be reached yet')
  })

  it('who is not signed in does so first, and no other site acts for who is', async () => {
    await using world = await openTwo()
    const { ann, bob } = world
    await ann.person.share('Trip', 'bob@b.test')
    expect((await bob.send('/ui/inbox', { item: '1', answer: 'accept', csrf: 'x' })).status).toBe(403)
    expect((await bob.open('/ui/inbox')).text).toContain('status-pending')
    const csrf = /name="csrf" value="([^"]+)"/.exec((await bob.open('/ui/inbox')).text)?.[1] ?? ''
    expect((await bob.send('/logout', { csrf })).text).toContain('You are signed out.')
    expect((await bob.open('/ui/outgoing')).text).toContain(
      '<input type="hidden" name="next" value="/ui/outgoing">',
    )
  })
})
