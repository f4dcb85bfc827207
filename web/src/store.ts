import { useSyncExternalStore } from 'react'

/** Something that several components show and that outlives them. */
export class Store<T> {
  #value: T
  readonly #listeners = new Set<() => void>()

  constructor(value: T) {
    this.#value = value
  }

  get value(): T {
    return this.#value
  }

  set(value: T): void {
    this.#value = value
    for (const listener of this.#listeners) listener()
  }

  /** Its value in a component, from now on. */
  use(): T {
    return useSyncExternalStore(this.#listen, () => this.#value)
  }

  readonly #listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
