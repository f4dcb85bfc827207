import { call, isProblem } from '../../api/call.ts'
import { childOf, folderOf, isSamePlace, nameOf, type Place, placeOf } from '../../place.ts'

export type Way = 'move' | 'copy'

/** Files and folders on their way to a folder. */
export interface Transfer {
  readonly way: Way
  readonly from: readonly Place[]
  readonly to: Place
}

/** What is done where something has the name already. */
export type ConflictChoice = 'replace' | 'rename' | 'skip'

export interface ConflictAnswer {
  readonly choice: ConflictChoice
  /** Also for all that follow. */
  readonly isForAll: boolean
}

interface Ports {
  /** @returns undefined to stop everything */
  ask(name: string, isLast: boolean): Promise<ConflictAnswer | undefined>
  onProgress(done: number): void
  readonly signal: AbortSignal
}

export interface Transferred {
  readonly from: Place
  readonly to: Place
  /** What had the name before is gone from there. */
  readonly hasReplaced: boolean
}

/** Something with which it did not work, and why. */
export interface Failure {
  readonly place: Place
  readonly problem: unknown
}

export interface TransferOutcome {
  readonly done: readonly Transferred[]
  readonly failures: readonly Failure[]
  /** What was under way when it was stopped: whole, if it was just done, or not there. */
  readonly stoppedAt: Place | undefined
}

/** Moves or copies one after the other. What goes wrong with one does not stop the others; the signal stops at once. */
export async function transfer({ way, from, to }: Transfer, ports: Ports): Promise<TransferOutcome> {
  const isStopped = () => ports.signal.aborted
  const done: Transferred[] = []
  const failures: Failure[] = []
  let forAll: ConflictChoice | undefined
  let stoppedAt: Place | undefined
  for (const [index, place] of from.entries()) {
    if (isStopped()) break
    ports.onProgress(index)
    // A copy beside itself gets another name; a move to where it is already is none.
    const isBeside = isSamePlace(folderOf(place), to)
    if (isBeside && way === 'move') continue
    try {
      const target = childOf(to, nameOf(place))
      let sent = await sendUnlessTaken(way, place, target, isBeside ? 'rename' : 'refuse', ports.signal)
      let choice: ConflictChoice | undefined
      if (sent === undefined) {
        choice = forAll
        if (choice === undefined) {
          const answer = await ports.ask(nameOf(place), index === from.length - 1)
          if (answer === undefined) break
          choice = answer.choice
          if (answer.isForAll) forAll = choice
        }
        if (choice === 'skip') continue
        sent = await send(way, place, target, choice, ports.signal)
      }
      done.push({ from: place, to: sent, hasReplaced: choice === 'replace' })
    } catch (error) {
      if (isStopped()) stoppedAt = place
      else failures.push({ place, problem: error })
    }
  }
  return { done, failures, stoppedAt }
}

/** Brings back what was moved. Where something else has its name meanwhile, it gets another one. */
export async function bringBack(moved: readonly Transferred[]): Promise<void> {
  for (const { from, to } of moved) await send('move', to, from, 'rename')
}

async function sendUnlessTaken(
  way: Way,
  from: Place,
  to: Place,
  conflict: 'refuse' | 'rename',
  signal: AbortSignal,
): Promise<Place | undefined> {
  try {
    return await send(way, from, to, conflict, signal)
  } catch (error) {
    if (isProblem(error, 'node-exists')) return undefined
    throw error
  }
}

async function send(
  way: Way,
  { path, space }: Place,
  to: Place,
  conflict: 'refuse' | 'replace' | 'rename',
  signal?: AbortSignal,
): Promise<Place> {
  const { entry } = await call(way === 'move' ? 'POST /files/move' : 'POST /files/copy', {
    input: {
      from: path,
      to: to.path,
      ...(space !== undefined && { space }),
      toSpace: to.space ?? null,
      conflict,
    },
    ...(signal && { signal }),
  })
  return placeOf(entry, to.space)
}
