import { Problem } from '../api/problem.ts'
import type { Upload } from './upload.ts'

/** Whether there was no room for something: the quota is used up, or the disk of the server is full. */
export function isNoRoom(problem: unknown): problem is Problem {
  return problem instanceof Problem && problem.status === 507
}

/** What there is no room for: of things that go to the same place, those that are as large as one that was refused. */
export class FullBatches {
  readonly #refused = new Map<string, { readonly size: number; readonly problem: Problem }>()

  note({ batch, size }: Upload, problem: Problem): void {
    const least = this.#refused.get(batch)
    if (least === undefined || size <= least.size) this.#refused.set(batch, { size, problem })
  }

  /** Why it need not be tried. */
  refusalOf({ batch, size }: Upload): Problem | undefined {
    const least = this.#refused.get(batch)
    return least && size >= least.size ? least.problem : undefined
  }

  /** There may be room again. */
  forget({ batch }: Upload): void {
    this.#refused.delete(batch)
  }
}
