import { CommanderError } from 'commander'
import { ConfigError, type ConfigProblem } from '../platform/config/index.ts'
import { IsthmusError } from '../platform/errors.ts'
import { UnsafeFolderError } from '../platform/socket-path.ts'
import { CommandFailure } from './command-failure.ts'
import { printable } from './printable.ts'
import { failureOf, type Problem, ProblemError } from './problem.ts'
import { createProgram } from './program.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Runs one command.
 * @param args - what follows the program's name
 * @returns the exit status: 0 done; 1 it failed; 2 wrong usage or configuration; 130 interrupted
 */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const program = createProgram(surroundings)
  const asked = { json: false }
  program.hook('preAction', (_, action) => {
    asked.json = action.opts<{ json?: boolean }>().json === true
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    // Commander has said what is wrong, or printed help; help in place of a command is no success.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const problem = problemOf(error)
    const words = error instanceof ConfigError ? error.message : inWords(problem)
    surroundings.errors.write(asked.json ? `${JSON.stringify(problem)}\n` : `isthmus: ${words}\n`)
    // What nobody foresaw is reported with its place in the code.
    if (isFault(error)) surroundings.errors.write(`${String((error as { stack?: unknown }).stack)}\n`)
    return statusOf(error)
  }
}

function statusOf(error: unknown): number {
  if (error instanceof CommandFailure) return error.status
  return error instanceof ConfigError ? 2 : 1
}

type KnownProblem = Problem & { readonly problems?: readonly ConfigProblem[] }

function problemOf(error: unknown): KnownProblem {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof CommandFailure) return failureOf(error.code, error.message)
  if (error instanceof ConfigError) {
    return { ...failureOf('config-invalid', 'The configuration cannot be used.'), problems: error.problems }
  }
  if (error instanceof IsthmusError) {
    const { code, status, title, detail, because, errors } = error
    return {
      ...failureOf(code, title),
      status,
      ...(detail === undefined ? {} : { detail }),
      ...(because && { reason: because.reason, ...(because.params && { params: because.params }) }),
      ...(errors === undefined ? {} : { errors }),
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  return failureOf(isFault(error) ? 'internal' : 'system', message)
}

/** Neither one of our own errors nor one of the operating system, which speak for themselves. */
function isFault(error: unknown): boolean {
  const ours = [CommandFailure, ConfigError, IsthmusError, ProblemError, UnsafeFolderError]
  if (ours.some((kind) => error instanceof kind)) return false
  return !(error instanceof Error && 'syscall' in error)
}

function inWords({ title, detail, errors = [] }: Problem): string {
  const sentences = detail === undefined || detail === '' ? title : `${title} ${detail}`
  return [sentences, ...errors.map(({ name, message }) => `  ${name}: ${message}`)]
    .flatMap((text) => text.split('\n'))
    .map(printable)
    .join('\n')
}
