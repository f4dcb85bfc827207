/** What is being done with many files at once, and what the person is asked meanwhile; both outlive the page. */
import { leaveGuard } from '../../leave-guard.ts'
import { Store } from '../../store.ts'
import type { ConflictAnswer } from './transfer.ts'

interface Work {
  readonly id: number
  readonly label: string
  readonly done: number
  readonly total: number
  /** It ends as soon as what is under way allows it. */
  readonly isStopping: boolean
  stop(): void
}

export const works = new Store<readonly Work[]>([])

const guard = leaveGuard()

function setWorks(value: readonly Work[]): void {
  works.set(value)
  guard(value.length > 0)
}

let lastId = 0

/**
 * Does something with many files, and shows how far it is.
 * @param task - tells how many are done, and stops when the signal says so
 */
export async function underWay<T>(
  label: string,
  total: number,
  task: (onProgress: (done: number) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  lastId += 1
  const id = lastId
  const stopper = new AbortController()
  let isStopping = false
  let done = 0
  const others = () => works.value.filter((work) => work.id !== id)
  const show = () => setWorks([...others(), { id, label, done, total, isStopping, stop }])
  const stop = () => {
    isStopping = true
    show()
    stopper.abort()
  }
  show()
  try {
    return await task((reached) => {
      done = reached
      show()
    }, stopper.signal)
  } finally {
    setWorks(others())
  }
}

interface ConflictQuestion {
  readonly name: string
  /** There is nothing that follows. */
  readonly isLast: boolean
  answer(answer: ConflictAnswer | undefined): void
}

export const conflictQuestion = new Store<ConflictQuestion | undefined>(undefined)

/** Until it is answered, what else has to be asked waits. */
let lastAnswer: Promise<unknown> = Promise.resolve()

/** Asks what is to become of something whose name is taken. @returns undefined to stop everything */
export async function askAboutConflict(name: string, isLast: boolean): Promise<ConflictAnswer | undefined> {
  const { promise, resolve } = Promise.withResolvers<ConflictAnswer | undefined>()
  const before = lastAnswer
  lastAnswer = promise
  await before
  conflictQuestion.set({
    name,
    isLast,
    answer: (answer) => {
      conflictQuestion.set(undefined)
      resolve(answer)
    },
  })
  return await promise
}
