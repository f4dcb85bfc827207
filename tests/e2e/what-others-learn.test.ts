import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { network, type PeerRequest, shareBody, signedBy, unsignedMessage } from '@isthmus/testkit'
import { expect, test } from 'vitest'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/guides/privacy.md'), 'utf8')

/** The members that a section of the page lists. */
function listedUnder(heading: string): string[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? ''
  const cells = section.split('\n').flatMap((line) => /^\| (`.*?) \|/.exec(line)?.[1] ?? [])
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)).toSorted()
}

function membersOf(request: PeerRequest | undefined): string[] {
  return Object.keys(JSON.parse(String(request?.body)) as object).toSorted()
}

test('a share tells the other server what the page on privacy lists, and nothing else', async () => {
  await using net = await network({ servers: ['a.test'], peers: { 'p.test': {} } })
  const ann = await net.server('a.test').person('ann')
  await ann.files.mkcol('Private')
  await ann.files.mkcol('Private/Trip')
  await ann.share('Private/Trip', 'bob@p.test', {
    note: 'Have a look',
    expiresAt: new Date(net.clock.now() + 86_400_000).toISOString(),
  })
  await net.settle()
  const { requests } = net.peer('p.test')
  const share = requests.find(({ url }) => url === '/ocm/shares')
  expect(membersOf(share)).toEqual(listedUnder('When a user shares'))
  expect(String(share?.body)).not.toContain('Private')
  expect(requests.map(({ url }) => url).filter((url) => url.includes('bob'))).toEqual([])
})

test('an answer tells the other server what the page on privacy lists, and nothing else', async () => {
  await using net = await network({ servers: ['a.test'], peers: { 'p.test': {} } })
  const [server, peer] = [net.server('a.test'), net.peer('p.test')]
  const bob = await server.person('bob')
  const offer = unsignedMessage(`${server.origin}/ocm/shares`, shareBody(peer.host, bob.address))
  await net.web.fetch(await signedBy(peer.key, offer, net.clock.now()))
  const [item] = await bob.inbox()
  await bob.accept(item?.id ?? '')
  await net.settle()
  const answer = peer.requests.find(({ url }) => url === '/ocm/notifications')
  expect(membersOf(answer)).toEqual(listedUnder('When somebody on another cloud'))
  expect(peer.requests.flatMap(({ headers }) => Object.keys(headers))).not.toContain('cookie')
})
