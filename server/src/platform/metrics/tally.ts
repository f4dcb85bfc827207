/**
 * Sums by labels. They are handed to the library when somebody reads them: every request adds to ten of them, and the
 * library takes several times as long.
 */
export class Tally<L extends string> {
  readonly #names: readonly L[]
  readonly #sums = new Map<string, Sum<L>>()

  /** @param names - of all labels */
  constructor(names: readonly L[]) {
    this.#names = names
  }

  add(labels: Readonly<Record<L, string>>, amount: number): void {
    let key = ''
    for (const name of this.#names) key += `${labels[name]}\n`
    const sum = this.#sums.get(key)
    if (sum === undefined) this.#sums.set(key, { labels, value: amount })
    else sum.value += amount
  }

  readings(): readonly Readonly<Sum<L>>[] {
    return [...this.#sums.values()]
  }
}

interface Sum<L extends string> {
  readonly labels: Readonly<Record<L, string>>
  value: number
}
