import type { Command } from 'commander'
import { CommandFailure } from './command-failure.ts'
import { withExamples } from './command-help.ts'
import { type Operator, type OperatorOrder, openOperator } from './operator-client.ts'
import { type Outcome, printOutcome } from './outcome.ts'
import type { Surroundings } from './surroundings.ts'

/** A command that asks the API of a data folder, whether its server runs or not. */
export interface OperatorCommand<Options extends OperatorOptions> {
  /** Name and operands: `create <PATH> <ADDRESS>`. */
  readonly syntax: string
  readonly summary: string
  /**
   * `user`: it is done in the name of a user, who must be named; `admin`: by the operator, or by a user with an
   * administrator's rights.
   */
  readonly actor: 'user' | 'admin'
  /** Whole command lines for the help. */
  readonly examples: readonly [string, ...string[]]
  /** Adds options of its own. */
  options?(command: Command): Command
  /** @param operands - in the order of the syntax */
  run(operator: Operator, options: Options, ...operands: string[]): Promise<OperatorOutcome>
}

/** Options that every such command has. */
export interface OperatorOptions extends OperatorOrder {
  readonly json?: boolean
}

/** What a command found, and why that means that it failed although it was answered. */
export interface OperatorOutcome extends Outcome {
  readonly failure?: { readonly code: string; readonly message: string }
}

/** Flags and descriptions of the options that all of these commands have. */
export const commonOptions: readonly (readonly [string, string])[] = [
  ['--data <DIR>', 'data folder (default: ISTHMUS_DATA, else ./data)'],
  ['--config <FILE>', 'configuration file (default: ISTHMUS_CONFIG, else isthmus.yaml in the data folder)'],
  ['--public-url <URL>', 'address the server is to have, for a data folder that is yet to be made'],
  ['--tenant <HOST>', 'cloud that is meant, where one server has several'],
  ['--json', 'print the answer of the API as JSON'],
]

/** Adds such a command to a group. */
export function addOperatorCommand<Options extends OperatorOptions>(
  group: Command,
  surroundings: Surroundings,
  { syntax, summary, actor, examples, options: addOptions, run }: OperatorCommand<Options>,
): void {
  const command = withExamples(group.command(syntax).description(summary), examples)
  addOptions?.(command)
  if (actor === 'user') command.requiredOption('--as <USER>', 'user in whose name this is done')
  else
    command.option('--as <USER>', 'user in whose name this is done, an administrator (default: the operator)')
  for (const [flags, description] of commonOptions) command.option(flags, description)
  command.action(async (...given: unknown[]) => {
    // Commander hands over the operands, the options and the command.
    const operands = given.slice(0, -2) as string[]
    const options = given.at(-2) as Options
    await using operator = await openOperator(surroundings, options)
    const outcome = await run(operator, options, ...operands)
    printOutcome(surroundings, outcome, options)
    if (outcome.failure !== undefined) throw new CommandFailure(outcome.failure.code, outcome.failure.message)
  })
}
