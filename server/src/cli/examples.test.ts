import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { examplesOf, fullName, leafCommands } from './command-help.ts'
import { createProgram } from './program.ts'
import { testSurroundings } from './testing/run-cli.ts'

const commands = leafCommands(createProgram(testSurroundings()))

describe('the help of', () => {
  it.each(commands.map((command) => [fullName(command), command] as const))(
    '“%s” has one or two examples',
    (_, command) => {
      expect([1, 2]).toContain(examplesOf(command).length)
    },
  )

  const examples = commands.flatMap((command) =>
    examplesOf(command).map((line) => [line, fullName(command)] as const),
  )

  it.each(examples)('a command has an example that is understood: %s', async (line, name) => {
    expect(await commandThatWouldRun(line)).toBe(name)
  })
})

/** Parses a command line as the program does, and runs nothing. */
async function commandThatWouldRun(line: string): Promise<string | undefined> {
  const surroundings = testSurroundings()
  const program = createProgram(surroundings)
  let called: Command | undefined
  for (const command of leafCommands(program)) {
    command.action(() => {
      called = command
    })
  }
  await program.parseAsync(argumentsOf(line), { from: 'user' })
  return called && fullName(called)
}

/** What a shell hands to `isthmus` for the plain lines of the examples. */
function argumentsOf(line: string): string[] {
  const [, call = ''] = /(?:^|\| )isthmus (.*?)(?: > .*)?$/.exec(line) ?? []
  return [...call.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}
