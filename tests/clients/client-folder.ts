import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createTemporaryFolder } from '@isthmus/testkit'

/** The home of somebody's clients, which are run in it. */
export interface ClientFolder extends AsyncDisposable {
  /** Absolute. */
  readonly path: string
  /**
   * Runs a program, which finds the password in `~/.netrc`.
   * @returns what it printed, errors included, in the order in which it came
   * @throws when it fails, with what it printed
   */
  run(program: string, args: readonly string[], options?: RunOptions): Promise<string>
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
}

/** @param username - somebody whose account the testkit has made */
export async function createClientFolder(username: string): Promise<ClientFolder> {
  const folder = await createTemporaryFolder()
  const { path } = folder
  // The form of ftp(1), which curl and cadaver read.
  const entry = `machine localhost login ${username} password "password of ${username}"\n`
  await writeFile(join(path, '.netrc'), entry, { mode: 0o600 })
  return {
    path,
    async run(program, args, { environment = {}, input = '' } = {}) {
      const env = { PATH: process.env['PATH'], HOME: path, TZ: 'UTC', LC_ALL: 'C.UTF-8', ...environment }
      // One stream for both kinds of output keeps their order.
      const shell = ['-c', 'exec "$@" 2>&1', 'sh', program, ...args]
      const running = promisify(execFile)('sh', shell, { cwd: path, env, maxBuffer: 64 * 1024 * 1024 })
      running.child.stdin?.end(input)
      return (await running).stdout
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  }
}
