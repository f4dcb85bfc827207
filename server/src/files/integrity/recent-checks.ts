import type { BlobId } from '../../platform/blobs/index.ts'

/** For how long contents that were found sound are not checked again, in milliseconds: a day. */
const lifetime = 24 * 60 * 60 * 1000
const mostRemembered = 10_000

/**
 * Remembers which blobs were found sound lately. What is forgotten is checked again, so each process may remember by
 * itself.
 */
export class RecentChecks {
  readonly #checkedAt = new Map<BlobId, number>()

  has(blobId: BlobId, now: number): boolean {
    const checkedAt = this.#checkedAt.get(blobId)
    return checkedAt !== undefined && now - checkedAt < lifetime
  }

  note(blobId: BlobId, now: number): void {
    this.#checkedAt.delete(blobId)
    this.#checkedAt.set(blobId, now)
    // A map keeps the order of insertion, so the first one is the oldest.
    const [oldest] = this.#checkedAt.keys()
    if (this.#checkedAt.size > mostRemembered && oldest !== undefined) this.#checkedAt.delete(oldest)
  }
}
