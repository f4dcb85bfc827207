import { type Person, type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { litmusSuites, runLitmus } from './run-litmus.ts'

let world: Processes<'a'>
let ann: Person
beforeAll(async () => {
  world = await processes({ a: {} })
  ann = await world.servers.a.person('ann')
})
afterAll(() => world[Symbol.asyncDispose]())

it.each(litmusSuites)('all tests of the suite %s pass, which are %d', async (suite, count) => {
  const url = `${world.servers.a.origin}/dav/files/ann/`
  expect(await runLitmus(suite, url, 'ann')).toEqual({ passed: count, complaints: [] })
})

it.each(litmusSuites)('the same through a public link to work with: %s, %d tests', async (suite, count) => {
  const { origin } = world.servers.a
  await ann.files.mkcol(suite)
  const { link } = await ann.link(suite, { permissions: ['read', 'write'] })
  const token = link.url.slice(link.url.lastIndexOf('/') + 1)
  // A link without a password takes any.
  expect(await runLitmus(suite, `${origin}/public.php/webdav/`, token)).toEqual({
    passed: count,
    complaints: [],
  })
})
