import { type Processes, processes } from '@isthmus/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { litmusSuites, runLitmus } from './run-litmus.ts'

let world: Processes<'a'>
beforeAll(async () => {
  world = await processes({ a: {} })
  await world.servers.a.person('ann')
})
afterAll(() => world[Symbol.asyncDispose]())

it.each(litmusSuites)('all tests of the suite %s pass, which are %d', async (suite, count) => {
  const url = `${world.servers.a.origin}/dav/files/ann/`
  expect(await runLitmus(suite, url, 'ann')).toEqual({ passed: count, complaints: [] })
})
