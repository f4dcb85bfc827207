/**
 * The whole life of shares, told as a transcript: what people see at each step, and what both clouds write down. It is
 * the same between two servers over TLS and between two clouds within one process, on every database.
 */
import { type TwoClouds, twoClouds } from '@isthmus/testkit'
import { expect, test } from 'vitest'

const hour = 3_600_000

test('the life of shares is the same between two servers over TLS and between two clouds within one process', async () => {
  const stories: string[] = []
  for (const within of [false, true]) {
    await using world = await twoClouds({ within })
    stories.push(`${(await live(world)).join('\n')}\n`)
    const handshakes = /^isthmus_outbound_tls_handshakes_total\{[^}]*\} [1-9]/m
    expect(handshakes.test(await world.a.metrics())).toBe(!within)
  }
  const [apart, together] = stories
  expect(together).toBe(apart)
  await expect(apart).toMatchFileSnapshot('life-cycle.txt')
})

/** The story in lines: each step with what came of it, then what each cloud has written down. */
async function live(world: TwoClouds): Promise<string[]> {
  const { a, b, ann, bob, clock } = world
  const story: string[] = []
  const tell = (step: string, outcome: unknown) => void story.push(`${step}: ${JSON.stringify(outcome)}`)
  const inbox = async () =>
    (await bob.inbox()).map(({ name, state, trust, path }) =>
      [name, state, trust.level, trust.why, path ?? ''].join(' ').trimEnd(),
    )
  const names = async (who: typeof ann, folder: string) =>
    (await who.files.list(folder)).map(({ name }) => name).toSorted()

  await ann.files.mkcol('Trip')
  await ann.files.put('Trip/plan.txt', 'to the sea')
  await ann.files.put('notes.txt', 'read only')

  const { share } = await world.shareAndAccept('Trip')
  tell('Ann shares a folder, Bob accepts', [await ann.shareState(share.id), await inbox()])
  tell('Bob lists it', await names(bob, 'Shared/Trip'))
  tell('Bob reads', await told(bob.files.get('Shared/Trip/plan.txt')))
  tell('Bob reads a part', await told(bob.files.get('Shared/Trip/plan.txt', { range: 'bytes=3-5' })))
  tell('Bob writes', (await bob.files.put('Shared/Trip/plan.txt', 'to the hills')).status)
  tell('Bob makes a folder', (await bob.files.mkcol('Shared/Trip/Maps')).status)
  tell(
    'Bob adds a large file',
    (await bob.files.put('Shared/Trip/Maps/a.bin', Buffer.alloc(500_000, 'a'))).status,
  )
  tell('Bob moves it', (await bob.files.move('Shared/Trip/Maps/a.bin', 'Shared/Trip/b.bin')).status)
  tell('Bob deletes the folder', (await bob.files.delete('Shared/Trip/Maps')).status)
  tell('Ann sees all that', [await names(ann, 'Trip'), await told(ann.files.get('Trip/plan.txt'))])
  tell('a part that is none', (await bob.files.get('Shared/Trip/plan.txt', { range: 'bytes=99-' })).status)
  tell('a file that is none', (await bob.files.get('Shared/Trip/none.txt')).status)

  const changed = await ann.api('PATCH', `/shares/${share.id}`, { permissions: ['read'] })
  await world.settle()
  tell('Ann lets Bob only read', [
    changed.status,
    (await bob.inbox())[0]?.permissions,
    (await bob.files.put('Shared/Trip/plan.txt', 'x')).status,
  ])

  await world.shareAndAccept('notes.txt', { permissions: ['read'] })
  tell('Bob reads what he may only read', await told(bob.files.get('Shared/notes.txt')))
  tell('Bob may not write it', (await bob.files.put('Shared/notes.txt', 'x')).status)

  await ann.files.mkcol('Home')
  const declined = await ann.share('Home', bob.address)
  await world.settle()
  await bob.decline((await bob.inbox())[0]?.id ?? '')
  await world.settle()
  tell('Bob declines another folder', [await ann.shareState(declined.id), await inbox()])

  await ann.files.mkcol('Week')
  const expiresAt = new Date(clock.now() + hour).toISOString()
  const { share: short } = await world.shareAndAccept('Week', { expiresAt })
  tell('Ann shares something for an hour', [
    await ann.shareState(short.id),
    (await bob.files.list('Shared/Week')).length,
  ])
  await clock.advance(hour)
  // Each cloud looks every half a minute.
  const later = async <T>(look: () => Promise<T>) => {
    await clock.advance(30_000)
    return look()
  }
  await expect.poll(() => later(() => ann.shareState(short.id))).toBe('expired')
  await expect.poll(() => later(() => names(bob, 'Shared'))).not.toContain('Week')
  await world.settle()
  tell('the hour is over', [await ann.shareState(short.id), await names(bob, 'Shared')])

  await ann.revoke(share.id)
  await world.settle()
  tell('Ann revokes the first', [await ann.shareState(share.id), await names(bob, 'Shared'), await inbox()])

  const left = (await ann.shares()).find(({ name }) => name === 'notes.txt')
  tell('Bob leaves the file', (await bob.files.delete('Shared/notes.txt')).status)
  await world.settle()
  tell('Ann sees it', [await ann.shareState(left?.id ?? ''), await names(ann, '')])

  const nobody = await ann.share('Home', 'nobody@b.test')
  await world.settle()
  tell('a share with nobody', (await ann.shares()).find(({ id }) => id === nobody.id)?.stateReason)

  return [
    ...story,
    '',
    'Written by Ann’s cloud:',
    ...(await trail(a)),
    '',
    'Written by Bob’s cloud:',
    ...(await trail(b)),
  ]
}

async function told(answering: ReturnType<TwoClouds['ann']['files']['get']>) {
  const { status, text } = await answering
  return [status, text]
}

/** What a cloud has written down since its people were there, without what differs from run to run. */
async function trail({ application, tenant }: TwoClouds['a']) {
  const lines = await application.activity.listAudit({ kind: 'operator', tenant: tenant.id }, { limit: 500 })
  return lines
    .filter(({ subjectKind }) => !['tenant', 'user', 'space'].includes(subjectKind))
    .map(({ actorKind, actor, action, subjectKind, subjectId, detail }) =>
      [
        // That an hour is over is seen by each cloud, or heard from the other, whichever comes first.
        ...(action.endsWith('.expired') ? ['whoever', '-'] : [actorKind, actor || '-']),
        action,
        // Nodes are numbered in each installation, keys named at random.
        `${subjectKind}:${subjectKind === 'node' ? '…' : subjectId.replace(/#.*/, '#…')}`,
        JSON.stringify(detail),
      ].join(' '),
    )
    .toSorted()
}
