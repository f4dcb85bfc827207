import { findKnownPeers } from '../../federation/index.ts'
import { inspectQueue, type QueueInspection } from '../../jobs/index.ts'
import type { ReadOnlyDatabase } from '../../platform/database/index.ts'
import { showMoment } from '../moment.ts'
import { type Finding, ok, wrong } from './finding.ts'

type Peers = Awaited<ReturnType<typeof findKnownPeers>>

/** Whether jobs are done, other clouds answer, and the clock goes right. */
export async function lookAtWork(
  { read }: Pick<ReadOnlyDatabase, 'read'>,
  { now, serverRuns }: { readonly now: number; readonly serverRuns: boolean },
): Promise<Finding[]> {
  const queue = await inspectQueue(read, now)
  const peers = await findKnownPeers(read)
  return [lookAtJobs(queue, serverRuns), lookAtPeers(peers), lookAtClock(queue, peers, now)]
}

function lookAtJobs({ waiting, dead, stuck }: QueueInspection, serverRuns: boolean): Finding {
  const check = 'jobs'
  if (stuck && serverRuns) {
    return wrong(
      check,
      `Nothing is being done of ${waiting} that wait.`,
      'Look into the log, and restart the server.',
    )
  }
  if (dead > 0) {
    return wrong(
      check,
      `${dead} were given up.`,
      'See isthmus jobs list --dead, and use isthmus jobs retry or isthmus jobs drop.',
    )
  }
  return ok(check, waiting === 0 ? 'nothing waits' : `${waiting} wait`)
}

function lookAtPeers(peers: Peers): Finding {
  const check = 'other clouds'
  const troubled = peers.flatMap(({ host, failure, keysFailure }) => {
    const trouble = failure ?? keysFailure
    return trouble === undefined ? [] : [{ host, ...trouble }]
  })
  if (troubled.length === 0) return ok(check, `${peers.length} known, none in trouble`)
  const each = troubled.map(
    ({ host, reason, at }) => `${host} (${reason}, ${showMoment(new Date(at).toISOString())})`,
  )
  return wrong(
    check,
    `${troubled.length} of ${peers.length} could not be asked the last time: ${each.join(', ')}`,
    'See isthmus peer inspect HOST. Nothing here waits for them.',
  )
}

/** What was written cannot lie ahead; milliseconds that two clocks may be apart. */
const tolerance = 5 * 60_000

function lookAtClock({ newestAt = 0 }: QueueInspection, peers: Peers, now: number): Finding {
  const check = 'clock'
  const newest = Math.max(newestAt, ...peers.map(({ discoveredAt = 0 }) => discoveredAt))
  const here = showMoment(new Date(now).toISOString())
  if (newest <= now + tolerance) return ok(check, here)
  return wrong(
    check,
    `It is ${here} here, but something was written on ${showMoment(new Date(newest).toISOString())}.`,
    'Set the clock of this machine, and let NTP keep it: signatures are refused when it is wrong.',
  )
}
