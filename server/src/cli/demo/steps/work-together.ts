import { annsFolder, bobsFolder, type Scene } from '../scene.ts'
import { expectEqual } from '../unexpected.ts'

const draft = 'Written by Bob.txt'
const final = 'Written by Bob (final).txt'

/** Bob writes a file and renames it; it is in Ann's cloud at once. */
export async function writeAsBob({ story, ann, bob }: Scene): Promise<void> {
  const text = `Hello Ann, I am writing from ${bob.cloud.host}.\n`
  await bob.dav.create(`${bobsFolder}/${draft}`, text)
  story.proved(`Bob created “${draft}” at his own address`)
  await bob.dav.rename(`${bobsFolder}/${draft}`, `${bobsFolder}/${final}`)
  story.proved(`Bob renamed it to “${final}”`)

  expectEqual('what Ann reads', await ann.dav.text(`${annsFolder}/${final}`), text)
  expectEqual('the status of the old name at Ann’s', await ann.dav.status(`${annsFolder}/${draft}`), 404)
  story.proved('Ann reads the very words under the new name, and finds nothing under the old one')
}

/** Ann changes the file; Bob sees it without waiting. */
export async function changeAsAnn({ story, ann, bob }: Scene): Promise<void> {
  const text = `Hello Bob, this is Ann’s answer from ${ann.cloud.host}.\n`
  await ann.dav.replace(`${annsFolder}/${final}`, text)
  expectEqual('what Bob reads', await bob.dav.text(`${bobsFolder}/${final}`), text)
  story.proved('Ann replaced the text, and the next thing that Bob read was her text')
}
