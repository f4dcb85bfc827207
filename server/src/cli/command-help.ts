import type { Command } from 'commander'

const examplesByCommand = new WeakMap<Command, readonly string[]>()

/** Adds whole command lines to a command's help. A test runs each through the parser. */
export function withExamples(command: Command, examples: readonly [string, ...string[]]): Command {
  examplesByCommand.set(command, examples)
  const title = examples.length === 1 ? 'Example:' : 'Examples:'
  return command.addHelpText('after', ['', title, ...examples.map((line) => `  $ ${line}`)].join('\n'))
}

/** The examples of a command, `isthmus …`. */
export function examplesOf(command: Command): readonly string[] {
  return examplesByCommand.get(command) ?? []
}

/** The commands that do something, in the order of the help: those without commands of their own. */
export function leafCommands(command: Command): readonly Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leafCommands)
}

/** All words that call a command: `isthmus share create`. */
export function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`
}
