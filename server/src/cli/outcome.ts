import type { Surroundings } from './surroundings.ts'

/** What a command has to say. */
export interface Outcome {
  /** The API's answer as it came, for `--json`; absent when there is none to show. */
  readonly object?: unknown
  /** The same for a person. */
  readonly lines: readonly string[]
}

/** Writes the result of a command to standard output. */
export function printOutcome(
  { output }: Surroundings,
  { object, lines }: Outcome,
  { json = false }: { json?: boolean },
): void {
  if (json) {
    if (object !== undefined) output.write(`${JSON.stringify(object, undefined, 2)}\n`)
    return
  }
  for (const line of lines) output.write(`${line}\n`)
}
