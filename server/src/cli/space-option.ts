import type { Command } from 'commander'
import type { OperatorOptions } from './operator-command.ts'

/** Options of commands about files that may be those of a team. */
export interface SpaceOptions extends OperatorOptions {
  /** Id of the team's space; the user's own files when absent. */
  readonly space?: string
}

export function addSpaceOption(command: Command): Command {
  return command.option('--space <ID>', 'space of a team (default: the user’s own files)')
}

/** Adds to an address of the API which space is meant, and whatever else its query says. */
export function withSpace(
  path: string,
  space: string | undefined,
  query: Readonly<Record<string, string>> = {},
): string {
  const all = new URLSearchParams({ ...query, ...(space !== undefined && { space }) })
  return all.size === 0 ? path : `${path}?${all.toString()}`
}
