import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A process that works on a database. */
export interface StartedProcess extends AsyncDisposable {
  /** What it prints, line by line. */
  readonly lines: AsyncIterable<string>
  /** Kills it, as disposing of it does. */
  stop(): Promise<void>
}

/**
 * Starts a program.
 * @param program - its file
 * @param args - those that are no text are handed over as JSON
 */
export function startProcess(program: URL, ...args: readonly unknown[]): StartedProcess {
  const words = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)))
  const child = spawn(process.execPath, [fileURLToPath(program), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGKILL')
    await exited
  }
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    // Without an end to call: whoever stops reading leaves the rest to the next one.
    lines: { [Symbol.asyncIterator]: () => ({ next: () => lines.next() }) },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** Waits until a process has printed a line. */
export async function printed(started: StartedProcess, line: string): Promise<void> {
  for await (const said of started.lines) if (said === line) return
  throw new Error(`The process has ended without saying ${line}`)
}
