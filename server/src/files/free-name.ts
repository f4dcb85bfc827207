import type { Tx } from '../platform/database/index.ts'
import { numberedName } from './node-name.ts'
import { findTakenNames } from './node-repository.ts'

/** How many names are tried with one statement. */
const candidatesAtOnce = 50

/** A name that nothing in a folder has: the wanted one, or the first free one with a number. */
export async function freeName(tx: Tx, folderId: number, name: string): Promise<string> {
  for (let first = 1; ; first += candidatesAtOnce) {
    const candidates = Array.from({ length: candidatesAtOnce }, (_, offset) =>
      numberedName(name, first + offset),
    )
    const taken = await findTakenNames(tx, folderId, candidates)
    const free = candidates.find((candidate) => !taken.has(candidate))
    if (free !== undefined) return free
  }
}
