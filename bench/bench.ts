/** A set of measurements that is run under one name, and reported in `docs/bench`. */
export interface Bench {
  readonly name: string
  /** What it shows, in one line. */
  readonly about: string
  /** The Debian packages without which it cannot run. */
  readonly debianPackages: readonly string[]
  run(options: BenchOptions): Promise<void>
}

export interface BenchOptions {
  /** Less of everything: to see that it works, not to be believed. Nothing is written. */
  readonly quick: boolean
  /** Folder for processor profiles of our server, one for each measurement; none are kept when absent. */
  readonly profiles?: string
  /** Says what is being done, and the results. */
  readonly say: (text: string) => void
}
