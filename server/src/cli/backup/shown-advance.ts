import type { Advance } from '../../platform/backup/index.ts'
import { type Progress, showProgress } from '../progress.ts'
import type { Surroundings } from '../surroundings.ts'

/** Shows how far a backup or a restore is. Disposing of it clears the line. */
export function shownAdvance(
  surroundings: Surroundings,
  { json }: { readonly json?: boolean | undefined },
): Advance & Disposable {
  let progress: Progress | undefined
  return {
    begin(total) {
      progress = showProgress(surroundings, { total, json })
    },
    advance: (bytes) => progress?.advance(bytes),
    [Symbol.dispose]: () => progress?.[Symbol.dispose](),
  }
}
