import { type Person, processes } from '@isthmus/testkit'
import { it } from 'vitest'

const files = { 'one.txt': 'one', 'two.txt': 'two' }

/** Where Bob's server dies, and then whether the source is whole and how much is at the target. */
const deaths = [
  ['between-copied-files', { atSource: true, atTarget: 1 }],
  // Passed once by the move that is made again after the death before.
  ['before-removing-source:2', { atSource: true, atTarget: 2 }],
  ['after-removing-source:2', { atSource: false, atTarget: 2 }],
] as const

it.concurrent.for([
  ['of Bob’s own into a share of Ann’s', '', 'Shared/Trip/'],
  ['of a share of Ann’s into Bob’s own', 'Shared/Trip/', ''],
] as const)(
  'when the server dies while a folder %s is moved, it is whole at one of the two',
  async ([, source, target], { expect }) => {
    await using world = await processes({ a: {}, b: { crashAt: deaths[0][0] } })
    const { a, b } = world.servers
    const [ann, bob] = [await a.person('ann'), await b.person('bob')]
    await ann.files.mkcol('Trip')
    await ann.share('Trip', bob.address)
    const [item] = await bob.arrival(1)
    await bob.accept(item?.id ?? '')

    for (const [index, [point, { atSource, atTarget }]] of deaths.entries()) {
      const name = `Box ${index}`
      const [from, to] = [`${source}${name}`, `${target}${name}`]
      await bob.files.mkcol(from)
      for (const [file, contents] of Object.entries(files)) await bob.files.put(`${from}/${file}`, contents)

      const [signal] = await Promise.all([b.death(), bob.files.move(from, to).catch(() => undefined)])
      expect([point, signal]).toEqual([point, 'SIGKILL'])
      const next = deaths[index + 1]
      await b.start(next && { crashAt: next[0] })
      const [left, arrived] = [await contentsOf(bob, from), await contentsOf(bob, to)]
      expect([point, left]).toEqual([point, atSource ? files : {}])
      expect([point, Object.keys(arrived).length]).toEqual([point, atTarget])
      expect(files).toMatchObject(arrived)
      // The trash has what was removed of one's own.
      expect((await bob.api('GET', '/trash')).text.includes(`"${name}"`)).toBe(!atSource && source === '')

      if (!atSource) continue
      await bob.files.delete(to)
      expect((await bob.files.move(from, to)).status).toBe(201)
      expect(await contentsOf(bob, to)).toEqual(files)
    }
  },
)

async function contentsOf({ files: tree }: Person, folder: string): Promise<Record<string, string>> {
  if ((await tree.propfind(folder)).status === 404) return {}
  const names = (await tree.list(folder)).map(({ name }) => name)
  const read = async (name: string) => [name, (await tree.get(`${folder}/${name}`)).text] as const
  return Object.fromEntries(await Promise.all(names.map(read)))
}
