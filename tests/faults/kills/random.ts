import { createHash } from 'node:crypto'

/** Chances that come in the same order again from the same seed. */
export interface Random {
  /** A whole number from 0, less than `below`. */
  integer(below: number): number
  pick<T>(choices: readonly T[]): T
  bytes(length: number): Buffer
  /** A source of its own, so that what runs at the same time does not change each other's chances. */
  fork(name: string | number): Random
}

export function createRandom(seed: string | number): Random {
  let block = 0
  // 32 random bits from each block of a hash: quick enough, and equal on every machine.
  const word = (): number =>
    createHash('sha256')
      .update(`${seed}/${(block += 1)}`)
      .digest()
      .readUInt32BE(0)
  const integer = (below: number): number => word() % below
  return {
    integer,
    pick<T>(choices: readonly T[]): T {
      const choice = choices[integer(choices.length)]
      if (choice === undefined) throw new Error('there is nothing to choose from')
      return choice
    },
    bytes: (length) => createHash('shake256', { outputLength: length }).update(`${seed}/${word()}`).digest(),
    fork: (name) => createRandom(`${seed}/${name}`),
  }
}

/** Where the chances of this run come from: `ISTHMUS_TEST_SEED`, or new ones each time. It is printed, to be tried again. */
export function seedOfRun(): string {
  const seed = process.env['ISTHMUS_TEST_SEED'] ?? String(Math.floor(Math.random() * 1e9))
  console.log(`ISTHMUS_TEST_SEED=${seed}`)
  return seed
}
