import { type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { litmusSuites, runLitmus } from './run-litmus.ts'

let world: Processes<'a' | 'b'>
beforeAll(async () => {
  world = await processes({ a: {}, b: {} })
  const { a, b } = world.servers
  const [ann, bob] = [await a.person('ann'), await b.person('bob')]
  await ann.files.mkcol('Trip')
  await ann.share('Trip', bob.address)
  const [item] = await bob.arrival(1)
  await bob.accept(item?.id ?? '')
})
afterAll(() => world[Symbol.asyncDispose]())

it.each(litmusSuites)(
  'all tests of the suite %s pass at the recipient of a folder of another server, which are %d',
  async (suite, count) => {
    const url = `${world.servers.b.origin}/dav/files/bob/Shared/Trip/`
    expect(await runLitmus(suite, url, 'bob')).toEqual({ passed: count, complaints: [] })
  },
)
