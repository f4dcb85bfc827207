import { join } from 'node:path'
import { type BenchServer, basic, password, type ServerDescription, username } from './bench-server.ts'
import { startChild } from './child.ts'
import { freePort } from './free-port.ts'
import { outputOf } from './output-of.ts'

const program = join(import.meta.dirname, '..', '..', 'bin', 'isthmus')

export interface IsthmusOptions {
  /** Data folder; made when it is missing, with one user. */
  readonly folder: string
  /** From the first start on. */
  readonly port: number
  /** More options of Node.js, for profiles. */
  readonly nodeOptions?: string
  /** `ISTHMUS_…` variables. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Makes a data folder with the user of the bench in it. */
export async function prepareIsthmus(folder: string): Promise<IsthmusOptions> {
  const port = await freePort()
  const place = ['--data', folder, '--public-url', `http://127.0.0.1:${port}`]
  await outputOf(program, ['user', 'add', username, '--password-stdin', ...place], `${password}\n`)
  return { folder, port }
}

/** Starts the server as people do, by `bin/isthmus serve`, which takes the first Node.js in PATH. */
export async function startIsthmus(options: IsthmusOptions): Promise<BenchServer> {
  const { folder, port, nodeOptions, environment } = options
  const address = `127.0.0.1:${port}`
  const args = ['serve', '--data', folder, '--listen', address, '--public-url', `http://${address}`]
  const env = {
    ...process.env,
    ...environment,
    ...(nodeOptions !== undefined && { NODE_OPTIONS: nodeOptions }),
  }
  const child = await startChild(program, args, { port, env })
  return {
    name: 'isthmus',
    port,
    pid: child.pid,
    root: `/dav/files/${username}/`,
    authorization: basic,
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

export async function describeIsthmus(): Promise<ServerDescription> {
  return {
    version: `Node.js ${process.versions.node}`,
    setting:
      'one process of `isthmus serve` with its defaults: SQLite, `synchronous = FULL`, every upload flushed; ' +
      'passwords hashed with argon2id, verified ones remembered; no line in the log for a request',
  }
}
