import { annsFolder, bobsFolder, neighboursNote, type Scene } from '../scene.ts'
import { expectEqual } from '../unexpected.ts'

/** Ann shares her folder with somebody on her own server: it is there at once, and no request leaves the server. */
export async function shareWithNeighbour({ story, ann, carol }: Scene): Promise<void> {
  const share = await ann.api.createShare({
    path: annsFolder,
    shareWith: carol.name,
    permissions: ['read', 'write'],
  })
  expectEqual('the state of the share', share.state, 'accepted')
  const [anns, carols] = [await ann.dav.list(annsFolder), await carol.dav.list(bobsFolder)]
  expectEqual('the names in Carol’s folder', carols.toSorted(), anns.toSorted())
  story.proved(`Carol has it at ${bobsFolder} at once, by the rule of her inbox for what people here share`)

  await carol.dav.create(`${bobsFolder}/${neighboursNote}`, 'Hello from next door.\n')
  expectEqual(
    'what Ann reads',
    await ann.dav.text(`${annsFolder}/${neighboursNote}`),
    'Hello from next door.\n',
  )
  story.proved('what Carol writes is in Ann’s folder: it is the same one, nothing was copied')
  await ann.api.revokeShare(share.id)
  expectEqual('what is in Carol’s /Shared', await carol.dav.list('/Shared'), [])
  story.proved('Ann took it back, and it is gone for Carol; Bob has not noticed anything')
}
