import type { Command } from 'commander'
import { type Config, loadConfig } from '../platform/config/index.ts'
import { CommandFailure } from './command-failure.ts'
import { withExamples } from './command-help.ts'
import { commonOptions } from './operator-command.ts'
import { type Outcome, printOutcome } from './outcome.ts'
import type { Surroundings } from './surroundings.ts'

/** A command that works with the files of a data folder by itself, beside its server if one runs. */
export interface DataFolderCommand<Options extends DataFolderOptions> {
  /** Name and operands: `backup <DIR>`. */
  readonly syntax: string
  readonly summary: string
  /** Whole command lines for the help. */
  readonly examples: readonly [string, ...string[]]
  /** Adds options of its own. */
  options?(command: Command): Command
  /**
   * @param config - its data folder may not exist
   * @param operands - in the order of the syntax
   */
  run(config: Config, options: Options, ...operands: string[]): Promise<DataFolderOutcome>
}

export interface DataFolderOptions {
  readonly data?: string
  readonly config?: string
  readonly json?: boolean
}

/** What a command did, and why that means that it failed nevertheless. */
interface DataFolderOutcome extends Outcome {
  readonly failure?: { readonly code: string; readonly message: string }
}

/** Those of the operator's common options that have a meaning without the API. */
const common = new Set(['--data <DIR>', '--config <FILE>', '--json'])

/** Adds the options that such commands have. */
export function addDataFolderOptions(command: Command): Command {
  for (const [flags, description] of commonOptions) {
    if (common.has(flags)) command.option(flags, description)
  }
  return command
}

/** Adds such a command to a group. */
export function addDataFolderCommand<Options extends DataFolderOptions>(
  group: Command,
  surroundings: Surroundings,
  { syntax, summary, examples, options: addOptions, run }: DataFolderCommand<Options>,
): void {
  const command = withExamples(group.command(syntax).description(summary), examples)
  addOptions?.(command)
  addDataFolderOptions(command).action(async (...given: unknown[]) => {
    // Commander hands over the operands, the options and the command.
    const operands = given.slice(0, -2) as string[]
    const options = given.at(-2) as Options
    const { environment, workingDirectory } = surroundings
    const { data, config: file } = options
    const { config } = await loadConfig({ flags: { data, config: file }, environment, workingDirectory })
    const outcome = await run(config, options, ...operands)
    printOutcome(surroundings, outcome, options)
    if (outcome.failure !== undefined) throw new CommandFailure(outcome.failure.code, outcome.failure.message)
  })
}
