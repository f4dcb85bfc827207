import { bobsFolder, type Scene } from '../scene.ts'
import { expectEqual } from '../unexpected.ts'
import { waitUntil } from '../wait-until.ts'

/** Bob finds the share in his inbox and accepts it; Ann's server is told. */
export async function acceptShare(scene: Scene, shareId: string): Promise<void> {
  const { story, ann, bob } = scene
  const inbox = await bob.api.inbox()
  expectEqual(
    'what waits in Bob’s inbox',
    inbox.map(({ name, state }) => ({ name, state })),
    [{ name: 'Project', state: 'pending' }],
  )
  const [item] = inbox
  if (item === undefined) return
  story.proved(
    `Bob’s inbox has “${item.name}” from ${item.sender.address}, to ${item.permissions.join(' and ')}`,
  )
  expectEqual('how sure it is who sent it', item.trust.level, 'signed')
  story.proved('its signature was verified with the key that Ann’s server publishes')

  const accepted = await bob.api.accept(item.id)
  expectEqual('where it is in Bob’s files', accepted.path, bobsFolder)
  await waitUntil(scene, {
    what: 'the state of the share at Ann’s',
    expected: 'accepted',
    look: async () => (await ann.api.readShare(shareId)).state,
    within: 10_000,
  })
  story.proved(`Bob accepted: it is at ${bobsFolder} in his files, and Ann sees “accepted”`)
}
