import type { Upload, UploadState } from './upload.ts'

/** Sums over uploads, kept up while they change: nobody counts a thousand of them for every step of one. */
export interface Totals {
  readonly count: number
  readonly states: Readonly<Record<UploadState, number>>
  /** Bytes of all that is done or still to be done by itself, and how many of them have gone out. */
  readonly size: number
  readonly sent: number
}

export const noTotals: Totals = {
  count: 0,
  states: {
    waiting: 0,
    sending: 0,
    offline: 0,
    paused: 0,
    conflict: 0,
    failed: 0,
    'file-missing': 0,
    done: 0,
    skipped: 0,
  },
  size: 0,
  sent: 0,
}

/** The sums after an upload has changed. @param before - `undefined` for a new one @param after - `undefined` when it is gone */
export function totalsAfter(totals: Totals, before: Upload | undefined, after: Upload | undefined): Totals {
  const less = before === undefined ? totals : added(totals, before, -1)
  return after === undefined ? less : added(less, after, 1)
}

/** Those that go on without anybody. */
export function countMoving({ states }: Totals): number {
  return states.waiting + states.sending + states.offline
}

/** Those that somebody has to look at. */
export function countTroubled({ states }: Totals): number {
  return states.conflict + states.failed + states['file-missing']
}

function added(totals: Totals, upload: Upload, sign: 1 | -1): Totals {
  const { state, size, sent } = upload
  const isCounted = state !== 'failed' && state !== 'skipped' && state !== 'conflict'
  return {
    count: totals.count + sign,
    states: { ...totals.states, [state]: totals.states[state] + sign },
    size: totals.size + (isCounted ? sign * size : 0),
    sent: totals.sent + (isCounted ? sign * sent : 0),
  }
}
