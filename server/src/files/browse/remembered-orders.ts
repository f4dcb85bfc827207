/** Folders with fewer entries are sorted as quickly as they are read. */
const fewest = 500
/** Of all orders together: 8 bytes each. */
const mostIds = 2_000_000

/**
 * Remembers in what order the entries of large folders are, so that the next page of one costs no more than what is on it.
 * Nothing in it is believed: an order counts only for the state of the folder that it is of.
 */
export class RememberedOrders {
  /** Node ids, by folder with its state and by question, the one asked longest ago first. */
  readonly #orders = new Map<string, Float64Array>()
  #ids = 0

  recall(question: string): Float64Array | undefined {
    const order = this.#orders.get(question)
    if (order === undefined) return undefined
    // A map keeps the order of insertion.
    this.#orders.delete(question)
    this.#orders.set(question, order)
    return order
  }

  remember(question: string, nodeIds: readonly number[]): void {
    if (nodeIds.length < fewest || nodeIds.length > mostIds || this.#orders.has(question)) return
    this.#orders.set(question, Float64Array.from(nodeIds))
    this.#ids += nodeIds.length
    for (const [oldest, order] of this.#orders) {
      if (this.#ids <= mostIds) return
      this.#orders.delete(oldest)
      this.#ids -= order.length
    }
  }
}
