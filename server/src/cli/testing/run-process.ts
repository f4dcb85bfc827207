import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url))

/**
 * Runs the program in a process of its own, to be killed.
 * @param crashAt - crash point where it dies
 */
export async function runProcess(
  args: readonly string[],
  { crashAt = '' }: { crashAt?: string } = {},
): Promise<{ readonly status: number | null; readonly signal: string | null; readonly errors: string }> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], ISTHMUS_CRASH_AT: crashAt },
  })
  const [errors, [status, signal]] = await Promise.all([
    text(child.stderr),
    once(child, 'close') as Promise<[number | null, string | null]>,
  ])
  return { status, signal, errors }
}
