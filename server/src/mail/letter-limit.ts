import type { LetterKind } from './letter.ts'

/** How many letters of a kind one mailbox gets, however often somebody asks for them. */
interface LetterLimit {
  readonly inHour: number
  readonly inDay: number
}

/** Whoever asks for them need not be the one who gets them. */
export const letterLimits: Readonly<Record<LetterKind, LetterLimit>> = {
  test: { inHour: 30, inDay: 100 },
  verification: { inHour: 5, inDay: 15 },
  'password-reset': { inHour: 3, inDay: 10 },
  invitation: { inHour: 5, inDay: 15 },
  'password-changed': { inHour: 10, inDay: 30 },
  notifications: { inHour: 30, inDay: 200 },
}

/** So many letters one user can make this cloud write to addresses that may be those of strangers, in a day. */
const mostByCause = 30

const hour = 60 * 60_000
/** So long a letter counts, milliseconds. */
export const letterWindow = 24 * hour

/** When letters of one kind left, epoch milliseconds: to a mailbox, and because of one user. */
export interface EarlierLetters {
  readonly toMailbox: readonly number[]
  readonly byCause: readonly number[]
}

/** How long the next letter of a kind has to wait, milliseconds; 0 when it may go. */
export function waitingTime(kind: LetterKind, { toMailbox, byCause }: EarlierLetters, now: number): number {
  const { inHour, inDay } = letterLimits[kind]
  return Math.max(
    untilFewer(toMailbox, inHour, hour, now),
    untilFewer(toMailbox, inDay, letterWindow, now),
    untilFewer(byCause, mostByCause, letterWindow, now),
  )
}

/** Milliseconds until fewer than `limit` of them lie in the window before that moment. */
function untilFewer(times: readonly number[], limit: number, window: number, now: number): number {
  const decisive = times.toSorted((a, b) => b - a)[limit - 1]
  return decisive === undefined ? 0 : Math.max(0, decisive + window - now)
}
