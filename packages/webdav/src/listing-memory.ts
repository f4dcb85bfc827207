/** An answer to PROPFIND as it was sent. */
export interface RememberedListing {
  /** What the tree gave for the folder as it was then: see `ResourceTree.listingTag`. */
  readonly tag: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/**
 * Remembers what was answered about folders, so that to look again at one in which nothing has happened costs the tree
 * one look at the folder, and the engine nothing. Nothing in it is believed: an answer counts only when the tree gives
 * the folder the same tag in the request that it is for.
 */
export class ListingMemory {
  readonly #mostBytes: number
  /** By question, the one asked longest ago first. */
  readonly #listings = new Map<string, RememberedListing>()
  #bytes = 0

  /** @param mostBytes - of all bodies together */
  constructor(mostBytes = 8 * 1024 * 1024) {
    this.#mostBytes = mostBytes
  }

  /** @param question - all that an answer depends on besides the tree */
  recall(question: string): RememberedListing | undefined {
    const listing = this.#listings.get(question)
    if (listing === undefined) return undefined
    // A map keeps the order of insertion.
    this.#listings.delete(question)
    this.#listings.set(question, listing)
    return listing
  }

  remember(question: string, listing: RememberedListing): void {
    this.#forget(question)
    this.#listings.set(question, listing)
    this.#bytes += sizeOf(question, listing)
    for (const oldest of this.#listings.keys()) {
      if (this.#bytes <= this.#mostBytes) return
      this.#forget(oldest)
    }
  }

  #forget(question: string): void {
    const listing = this.#listings.get(question)
    if (listing === undefined) return
    this.#listings.delete(question)
    this.#bytes -= sizeOf(question, listing)
  }
}

function sizeOf(question: string, { body }: RememberedListing): number {
  return question.length + body.byteLength
}
