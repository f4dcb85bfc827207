import type { Scene } from '../scene.ts'
import { expectEqual, Unexpected } from '../unexpected.ts'
import { waitUntil } from '../wait-until.ts'

/** Milliseconds. */
const shortLife = 3000

/** Ann shares a file that Bob does not want. */
export async function declineShare(scene: Scene): Promise<void> {
  const { story, ann, bob } = scene
  await ann.dav.create('/Poem.txt', 'Roses are red.\n')
  const share = await ann.api.createShare({
    path: '/Poem.txt',
    shareWith: bob.address,
    permissions: ['read'],
  })
  await bob.api.decline(await pendingItem(scene, 'Poem.txt'))
  await waitUntil(scene, {
    what: 'the state of the second share at Ann’s',
    expected: 'declined',
    look: async () => (await ann.api.readShare(share.id)).state,
    within: 10_000,
  })
  expectEqual('what is in Bob’s /Shared', await bob.dav.list('/Shared'), ['Project'])
  story.proved('Bob declined “Poem.txt”: Ann sees “declined”, and nothing appeared in his files')
}

/** Ann shares a file for a few seconds. */
export async function expireShare(scene: Scene): Promise<void> {
  const { story, clock, ann, bob } = scene
  await ann.dav.create('/Ticket.txt', 'Admit one.\n')
  const expiresAt = new Date(clock.now() + shortLife).toISOString()
  await ann.api.createShare({ path: '/Ticket.txt', shareWith: bob.address, permissions: ['read'], expiresAt })
  await bob.api.accept(await pendingItem(scene, 'Ticket.txt'))
  expectEqual('what Bob reads before the end', await bob.dav.text('/Shared/Ticket.txt'), 'Admit one.\n')
  story.proved(`Bob accepted “Ticket.txt”, which Ann shared for ${shortLife / 1000} seconds, and read it`)
  await waitUntil(scene, {
    what: 'the status of /Shared/Ticket.txt at Bob’s',
    expected: 404,
    look: () => bob.dav.status('/Shared/Ticket.txt'),
    within: shortLife + 10_000,
  })
  expectEqual('what is in Bob’s /Shared', await bob.dav.list('/Shared'), ['Project'])
  story.proved('when its time was over it was gone from his files by itself')
}

/** Ann takes the folder back. */
export async function revokeShare(scene: Scene, shareId: string): Promise<void> {
  const { story, ann, bob } = scene
  await ann.api.revokeShare(shareId)
  await waitUntil(scene, {
    what: 'what is in Bob’s /Shared',
    expected: '',
    look: async () => (await bob.dav.list('/Shared')).join(', '),
    within: 10_000,
  })
  expectEqual('the status of /Shared/Project at Bob’s', await bob.dav.status('/Shared/Project'), 404)
  story.proved('it is gone for Bob; /Shared, around it, lists as before')
  const [item] = await bob.api.inbox().then((items) => items.filter(({ name }) => name === 'Project'))
  expectEqual('the state of the share in Bob’s inbox', item?.state, 'removed')
  expectEqual('the state of the share at Ann’s', (await ann.api.readShare(shareId)).state, 'revoked')
  story.proved('Ann still has everything: what was shared never left her cloud')
}

async function pendingItem({ bob }: Scene, name: string): Promise<string> {
  const inbox = await bob.api.inbox()
  const item = inbox.find((candidate) => candidate.name === name && candidate.state === 'pending')
  if (item !== undefined) return item.id
  throw new Unexpected(`what waits in Bob’s inbox`, {
    expected: name,
    came: inbox.map((other) => other.name),
  })
}
