import { crashPoints } from '@isthmus/testkit'
import { expect, it } from 'vitest'
import { type MortalCloud, openMortalCloud } from '../faults/kills/mortal-cloud.ts'
import { createRandom, type Random, seedOfRun } from '../faults/kills/random.ts'

it('a server that is killed at random, again and again, has all that it acknowledged, and nothing half-done', async () => {
  const random = createRandom(seedOfRun())
  const end = Date.now() + Number(process.env['ISTHMUS_TEST_MINUTES']) * 60_000
  const deaths = await Promise.all([1, 2].map((number) => dieUntil(end, random.fork(`cloud ${number}`))))
  console.log(`${deaths.reduce((sum, count) => sum + count)} deaths`)
})

/** @returns how often it died */
async function dieUntil(end: number, random: Random): Promise<number> {
  await using cloud = await openMortalCloud(random.fork('work'))
  let deaths = 0
  for (; Date.now() < end; deaths += 1) await dieSomehow(cloud, random)
  expect(await cloud.leftBehind()).toEqual([])
  return deaths
}

async function dieSomehow(cloud: MortalCloud, random: Random): Promise<void> {
  const death =
    random.integer(3) === 0 ? `${random.pick(crashPoints)}:${1 + random.integer(3)}` : 1 + random.integer(120)
  try {
    await cloud.die(death)
  } catch (error) {
    throw new Error(`after ${death}`, { cause: error })
  }
}
