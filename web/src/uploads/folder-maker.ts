import { isProblem } from '../api/call.ts'
import type { Place } from '../place.ts'

/** Makes the folders below a place, each once, however many files ask for it. */
export class FolderMaker {
  readonly #place: Place
  readonly #make: MakeFolder
  readonly #made = new Map<string, Promise<void>>()
  #isPlaceThere = true

  constructor(place: Place, make: MakeFolder) {
    this.#place = place
    this.#make = make
  }

  /**
   * Makes those that are not there yet.
   * @param names - one below the other, the first in the place
   * @throws Problem
   */
  async ensure(names: readonly string[]): Promise<void> {
    const above = this.#place.path.split('/').filter((name) => name !== '')
    let path = this.#isPlaceThere ? above.map((name) => `/${name}`).join('') : ''
    for (const name of this.#isPlaceThere ? names : [...above, ...names]) {
      path += `/${name}`
      await this.#once(path)
    }
  }

  /** Forgets what is there: somebody has removed it meanwhile, perhaps the place itself. */
  forget(): void {
    this.#made.clear()
    this.#isPlaceThere = false
  }

  async #once(path: string): Promise<void> {
    const made = this.#made.get(path) ?? this.#makeOrFind(path)
    this.#made.set(path, made)
    try {
      await made
    } catch (error) {
      this.#made.delete(path)
      throw error
    }
  }

  async #makeOrFind(path: string): Promise<void> {
    try {
      await this.#make(path, this.#place.space)
    } catch (error) {
      if (!isProblem(error, 'node-exists')) throw error
    }
  }
}

/** Makes a folder in one that exists. @throws Problem */
export type MakeFolder = (path: string, space: string | undefined) => Promise<unknown>
