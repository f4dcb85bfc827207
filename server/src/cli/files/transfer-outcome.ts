import { ProblemError } from '../problem.ts'
import { showSize } from '../show-size.ts'

/** Files that are transferred at the same time: small ones wait for disks most of the time. */
export const atOnce = 4

/** What became of the files of a transfer. */
export interface TransferOutcome {
  /** Files that were transferred. */
  readonly files: number
  /** Bytes of these. */
  readonly bytes: number
  /** Files that were there already, with the same contents. */
  readonly unchanged: number
  /** What was left out, and why. */
  readonly failed: readonly { readonly path: string; readonly reason: string }[]
}

/** Counts while a transfer goes on. */
export class TransferCount implements TransferOutcome {
  files = 0
  bytes = 0
  unchanged = 0
  readonly failed: { path: string; reason: string }[] = []

  /**
   * Does a part of a transfer. What the server refuses is left out and noted: a cloud that is down behind one folder
   * does not end a transfer of all the others.
   */
  async attempt(path: string, run: () => Promise<void>): Promise<void> {
    try {
      await run()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.failed.push({ path, reason: error.problem.title })
    }
  }
}

/** The end of a transfer for a person, and as a failure when something was left out. */
export function reportTransfer({ files, bytes, unchanged, failed }: TransferOutcome) {
  const same = unchanged === 0 ? '' : `, ${unchanged} were there already`
  return {
    object: { files, bytes, unchanged, failed },
    lines: [
      `${files} ${files === 1 ? 'file' : 'files'}, ${showSize(bytes)}${same}.`,
      ...failed.map(({ path, reason }) => `Left out: ${path}: ${reason}`),
    ],
    ...(failed.length === 0
      ? {}
      : { failure: { code: 'incomplete', message: `${failed.length} of them could not be transferred.` } }),
  }
}
