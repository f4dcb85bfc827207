import { bobsFolder, neighboursNote, type Scene } from '../scene.ts'
import { expectEqual } from '../unexpected.ts'
import { waitUntil } from '../wait-until.ts'

/** Ann's server ends and starts again while Bob works. */
export async function survivePeer(scene: Scene): Promise<void> {
  const { story, clock, ann, bob } = scene
  const entries = await bob.dav.list(bobsFolder)
  await ann.cloud.stop()
  const begin = clock.now()
  expectEqual('what is in Bob’s /Shared', await bob.dav.list('/Shared'), ['Project'])
  expectEqual('what is in Bob’s files', await bob.dav.list(''), ['Shared'])
  story.proved(`Ann’s server is down: Bob’s folders list as before, in ${clock.now() - begin} ms`)
  expectEqual('the status inside', await bob.dav.status(`${bobsFolder}/nothing.txt`), 503)
  const [item] = (await bob.api.inbox()).filter(({ state }) => state === 'accepted')
  const listing = await bob.api.lastListing(item?.id ?? '')
  expectEqual('the last listing', listing.entries.map(({ name }) => name).toSorted(), entries.toSorted())
  expectEqual('whether it is marked stale', listing.staleSince !== null, true)
  story.proved('inside he is told 503, so that no client deletes anything; the last listing is marked stale')

  await ann.cloud.start()
  await waitUntil(scene, {
    what: `the status of ${bobsFolder}/${neighboursNote} at Bob’s`,
    expected: 200,
    look: () => bob.dav.status(`${bobsFolder}/${neighboursNote}`),
    within: 20_000,
  })
  expectEqual('what Bob sees in her folder', (await bob.dav.list(bobsFolder)).toSorted(), entries.toSorted())
  story.proved('Ann’s server is up again, and Bob sees her folder as it is now')
}
