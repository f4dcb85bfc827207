import type { Readable, Writable } from 'node:stream'
import type { Clock } from '../platform/clock.ts'
import type { SignalSource } from '../platform/shutdown.ts'

/** What a run of the program is given by the machine; tests give their own. */
export interface Surroundings {
  /** Standard input. */
  readonly input: Readable & { readonly isTTY?: boolean }
  /** Standard output: the results of commands, nothing else. */
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  /** Standard error: messages for people, and the log. */
  readonly errors: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Absolute. */
  readonly workingDirectory: string
  readonly clock: Clock
  readonly signals: SignalSource
}
