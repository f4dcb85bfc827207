import { network, type Person, twoClouds } from '@isthmus/testkit'
import { describe, expect, it } from 'vitest'

interface Activity {
  readonly id: string
  readonly actor: string
  readonly actorName: string | null
  readonly kind: string
  readonly detail: string | null
}

async function idOf(who: Person, path: string): Promise<string> {
  const answer = await who.api('GET', `/files/details?path=${encodeURIComponent(path)}`)
  return (answer.json() as { entry: { id: string } }).entry.id
}

async function activitiesOf(who: Person, id: string, query = ''): Promise<Activity[]> {
  const answer = await who.api('GET', `/files/${id}/activity${query}`)
  expect(answer.status).toBe(200)
  return (answer.json() as { activities: Activity[] }).activities
}

const short = ({ actor, kind, detail }: Activity) => [actor, kind, detail].join(' ').trim()

describe('the history of a file', () => {
  it('tells what has become of it, newest first, in pages', async () => {
    await using net = await network({ servers: ['cloud.example'] })
    const ann = await net.server('cloud.example').person('ann')
    await ann.files.mkcol('Trip')
    await ann.files.put('plan.txt', 'one')
    const id = await idOf(ann, '/plan.txt')
    await net.clock.advance(1_000)
    await ann.files.put('plan.txt', 'two')
    await ann.files.move('plan.txt', 'Plan 🎻.txt')
    await ann.files.move('Plan 🎻.txt', 'Trip/Plan 🎻.txt')
    const { trashItem } = (
      await ann.api('DELETE', `/files?path=${encodeURIComponent('/Trip/Plan 🎻.txt')}`)
    ).json() as { trashItem: string }
    expect((await ann.api('GET', `/files/${id}/activity`)).status).toBe(404)
    await ann.api('POST', `/trash/${trashItem}/restore`)
    const versions = (await ann.api('GET', `/files/${id}/versions`)).json() as { versions: { id: string }[] }
    await ann.api('POST', `/files/${id}/versions/${versions.versions[0]?.id}/restore`)

    const all = await activitiesOf(ann, id)
    expect(all.map(short)).toEqual([
      'ann version-restored',
      'ann restored',
      'ann deleted',
      'ann moved /Plan 🎻.txt',
      'ann renamed plan.txt',
      'ann changed',
      'ann created',
    ])
    expect(all[0]).toMatchObject({ actorName: 'ann' })
    const first = await activitiesOf(ann, id, '?limit=3')
    const rest = await activitiesOf(ann, id, `?limit=50&before=${first.at(-1)?.id}`)
    expect([...first, ...rest]).toEqual(all)
  })

  it('tells with whom it is shared, and what they made of it', async () => {
    await using world = await twoClouds()
    const { ann, bob, a } = world
    const carol = await a.person('carol')
    await ann.files.mkcol('Trip')
    const { share } = await world.shareAndAccept('Trip')
    await ann.link('Trip')
    await ann.share('Trip', 'carol')
    await ann.api('PATCH', `/shares/${share.id}`, { permissions: ['read'] })
    await world.settle()
    const atBobs = await activitiesOf(bob, await idOf(bob, '/Shared/Trip'))
    // What a change says comes from the server, and does not name anybody.
    expect(atBobs.map(short)).toEqual([
      'a.test received-changed',
      'bob share-accepted',
      `${ann.address} received`,
    ])
    const atCarols = await activitiesOf(carol, await idOf(carol, '/Shared/Trip'))
    expect(atCarols.map(short)).toEqual(['ann received'])
    await ann.revoke(share.id)
    await world.settle()
    const id = await idOf(ann, '/Trip')
    expect((await activitiesOf(ann, id)).map(short)).toEqual([
      'ann share-ended bob@b.test',
      'ann share-changed bob@b.test',
      'carol share-accepted carol',
      'ann shared carol',
      'ann shared',
      'bob@b.test share-accepted bob@b.test',
      'ann shared bob@b.test',
      'ann created',
    ])
    // Neither of whom it was shared with, nor of anybody else.
    for (const other of [bob, carol]) {
      expect((await other.api('GET', `/files/${id}/activity`)).status).toBe(404)
    }
  })

  it('in a team tells everybody what was done, and nobody whom others share with', async () => {
    await using net = await network({ servers: ['cloud.example'] })
    const cloud = net.server('cloud.example')
    const [ann, bob] = [await cloud.person('ann'), await cloud.person('bob')]
    await cloud.person('carol')
    const { id: space } = (await ann.api('POST', '/spaces', { name: 'Choir' })).json() as { id: string }
    await ann.api('PUT', `/spaces/${space}/members/user/bob`, { role: 'editor' })
    const made = await bob.api('POST', '/files/folders', { path: '/Songs', space })
    const { id } = (made.json() as { entry: { id: string } }).entry
    const shared = await ann.api('POST', '/shares', {
      path: '/Songs',
      space,
      shareWith: 'carol',
      permissions: ['read'],
    })
    expect([shared.status, shared.status === 201 ? '' : shared.text]).toEqual([201, ''])
    const of = async (who: Person) =>
      (await activitiesOf(who, id)).map(short).filter((line) => !line.includes('accepted'))
    expect(await of(bob)).toEqual(['bob created'])
    expect(await of(ann)).toEqual(['ann shared carol', 'bob created'])
  })
})
