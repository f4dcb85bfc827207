import { type Person, processes } from '@isthmus/testkit'
import { it } from 'vitest'

const files = { 'one.txt': 'one', 'two.txt': 'two' }

/**
 * Bob (at `b`) moves a folder into a share of Ann's (at `a`), or out of it, and his server dies in between.
 */
it.concurrent.for<[point: string, from: string, to: string, atSource: boolean, atTarget: number]>([
  ['between-copied-files', 'Box', 'Shared/Trip/Box', true, 1],
  ['between-copied-files', 'Shared/Trip/Box', 'Box', true, 1],
  ['before-removing-source', 'Box', 'Shared/Trip/Box', true, 2],
  ['before-removing-source', 'Shared/Trip/Box', 'Box', true, 2],
  ['after-removing-source', 'Box', 'Shared/Trip/Box', false, 2],
  ['after-removing-source', 'Shared/Trip/Box', 'Box', false, 2],
])(
  'when the server dies at %s, what moves from %s to %s is whole at one of the two',
  { timeout: 60_000 },
  async ([point, from, to, atSource, atTarget], { expect }) => {
    await using world = await processes({ a: {}, b: { crashAt: point } })
    const { a, b } = world.servers
    const [ann, bob] = [await a.person('ann'), await b.person('bob')]
    await ann.files.mkcol('Trip')
    await ann.share('Trip', bob.address)
    const [item] = await bob.inbox()
    await bob.accept(item?.id ?? '')
    await bob.files.mkcol(from)
    for (const [name, contents] of Object.entries(files)) await bob.files.put(`${from}/${name}`, contents)

    const [signal] = await Promise.all([b.death(), bob.files.move(from, to).catch(() => undefined)])
    expect(signal).toBe('SIGKILL')
    await b.start()
    const [source, target] = [await contentsOf(bob, from), await contentsOf(bob, to)]
    expect(source).toEqual(atSource ? files : {})
    expect(Object.keys(target)).toHaveLength(atTarget)
    expect(files).toMatchObject(target)
    // The trash has what was removed of one's own.
    expect((await bob.api('GET', '/trash')).text.includes('Box')).toBe(!atSource && from === 'Box')

    if (!atSource) return
    await bob.files.delete(to)
    expect((await bob.files.move(from, to)).status).toBe(201)
    expect(await contentsOf(bob, to)).toEqual(files)
  },
)

async function contentsOf({ files: tree }: Person, folder: string): Promise<Record<string, string>> {
  if ((await tree.propfind(folder)).status === 404) return {}
  const names = (await tree.list(folder)).map(({ name }) => name)
  const read = async (name: string) => [name, (await tree.get(`${folder}/${name}`)).text] as const
  return Object.fromEntries(await Promise.all(names.map(read)))
}
