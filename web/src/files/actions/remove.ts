import { call } from '../../api/call.ts'
import type { FileEntry } from '../../api/contract.ts'
import type { Place } from '../../place.ts'
import type { Failure } from './transfer.ts'

export interface Removed {
  /** What can be taken out of the trash again, by its id there. */
  readonly trashed: readonly { readonly id: string; readonly space: string | undefined }[]
  readonly gone: readonly Place[]
  readonly failures: readonly Failure[]
}

/** Whether somebody has to be asked before entries are removed: it cannot be undone, or others lose something. */
export function needsAsking(entries: readonly FileEntry[]): boolean {
  return entries.some(({ received, sharedWith }) => received !== null || sharedWith > 0)
}

/** How many requests are under way at once. */
const atOnce = 4

/** Removes files and folders. What goes wrong with one does not stop the others. */
export async function remove(
  places: readonly Place[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Removed> {
  const trashed: { id: string; space: string | undefined }[] = []
  const gone: Place[] = []
  const failures: Failure[] = []
  const waiting = places.values()
  await Promise.all(Array.from({ length: atOnce }, work))
  return { trashed, gone, failures }

  async function work(): Promise<void> {
    for (const place of waiting) {
      if (signal.aborted) return
      try {
        const { trashItem } = await call('DELETE /files', { query: place })
        gone.push(place)
        if (trashItem !== null) trashed.push({ id: trashItem, space: place.space })
      } catch (error) {
        failures.push({ place, problem: error })
      }
      onProgress(gone.length + failures.length)
    }
  }
}

/** Takes things out of the trash again. */
export async function takeBack(trashed: Removed['trashed']): Promise<void> {
  for (const { id, space } of trashed)
    await call('POST /trash/:id/restore', {
      params: { id },
      query: { ...(space !== undefined && { space }) },
    })
}
