import { numberAt } from '../change.ts'
import type { FilesContext } from '../context.ts'
import { findSpacesWithLinesBelow, forgetLogLines } from './log-repository.ts'

/** For how long the log of a space tells of a change, in milliseconds: 90 days. Who comes later starts anew. */
const lifetime = 90 * 24 * 60 * 60 * 1000
const spacesAtOnce = 100
const linesAtOnce = 1000

/** Forgets what is too old in the logs of all spaces. @returns how many lines */
export async function pruneLogs(context: FilesContext): Promise<number> {
  // No number is below its time.
  const oldest = numberAt(context.clock.now() - lifetime)
  let pruned = 0
  for (let after = 0; ; ) {
    const spaceIds = await findSpacesWithLinesBelow(context.database.read, oldest, after, spacesAtOnce)
    const last = spaceIds.at(-1)
    if (last === undefined) return pruned
    after = last
    for (const spaceId of spaceIds) pruned += await pruneLog(context, spaceId, oldest)
  }
}

/** Others write in between. */
async function pruneLog({ database }: FilesContext, spaceId: number, oldest: number): Promise<number> {
  for (let pruned = 0; ; ) {
    const batch = await database.write((tx) => forgetLogLines(tx, spaceId, oldest, linesAtOnce))
    pruned += batch
    if (batch < linesAtOnce) return pruned
  }
}
