import { EventEmitter } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { systemClock } from '../../platform/clock.ts'
import { runProgram } from '../run-program.ts'
import type { Surroundings } from '../surroundings.ts'

/** A run of the program in this process. */
export interface CliRun {
  readonly status: number
  readonly output: string
  readonly errors: string
}

/** Surroundings that keep what is written to them. */
export interface TestSurroundings extends Surroundings {
  /** What was written so far. */
  written(): { output: string; errors: string }
  /** Resolves when standard output contains a text. */
  says(text: string): Promise<void>
  readonly signals: EventEmitter
}

/** @param input - what standard input holds; nothing when absent */
export function testSurroundings(input = '', overrides: Partial<Surroundings> = {}): TestSurroundings {
  const output = new PassThrough()
  const errors = new PassThrough()
  const written = { output: '', errors: '' }
  output.setEncoding('utf8').on('data', (text: string) => (written.output += text))
  errors.setEncoding('utf8').on('data', (text: string) => (written.errors += text))
  return {
    input: Readable.from([input]),
    output,
    errors,
    environment: {},
    workingDirectory: process.cwd(),
    clock: systemClock,
    ...overrides,
    signals: new EventEmitter(),
    written: () => ({ ...written }),
    says(text) {
      return new Promise((resolve) => {
        const look = (): void => {
          if (written.output.includes(text)) resolve()
        }
        output.on('data', look)
        look()
      })
    },
  }
}

/** Runs a command to its end. */
export async function runCli(
  args: readonly string[],
  ...given: Parameters<typeof testSurroundings>
): Promise<CliRun> {
  const surroundings = testSurroundings(...given)
  const status = await runProgram(args, surroundings)
  return { status, ...surroundings.written() }
}
