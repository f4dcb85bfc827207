import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { openServer, type Server } from '@isthmus/server'
import { type Clock, createMemoryLogger, loadConfig, socketPathFor } from '@isthmus/server/testing'
import { Client } from 'undici'
import { createPerson, type Person } from './person.ts'
import type { WebClient } from './web-client.ts'

/** A server as a process of its own, which can die and come back. It keeps its address and its data folder. */
export interface ServerProcess extends AsyncDisposable {
  /** `http://localhost:PORT` */
  readonly origin: string
  /** Its data folder. */
  readonly folder: string
  /**
   * Starts it and waits until it listens.
   * @throws with the end of its log when it does not
   */
  start(options?: StartOptions): Promise<void>
  /** Kills it with SIGKILL; it is dead when this resolves. */
  kill(): Promise<void>
  /** Resolves when it is dead, with the signal that killed it. */
  death(): Promise<string | null>
  /**
   * Lets this process be the server instead, while it is dead: at the same address, on the same data folder.
   * @param clock - default: that of the machine
   */
  revive(clock?: Clock): Promise<Server>
  /** What it has logged under a name since it was started last. */
  logged(event: string): Readonly<Record<string, unknown>>[]
  /** Makes an account; it must be running. */
  person(username: string): Promise<Person>
  /** A request through the operator's door, as the command line makes it; the answer's JSON, if it has any. Fails on a refusal. */
  operator<T>(method: string, path: string, body?: unknown): Promise<T>
}

export interface StartOptions {
  /** Where it is to die by itself: `before-commit:3` */
  readonly crashAt?: string
  /** How large any of its files may become, in bytes; a multiple of 512. */
  readonly largestFile?: number
}

export interface ServerProcessOptions {
  readonly port: number
  /** Its data folder; made when it is missing. */
  readonly folder: string
  readonly web: WebClient
  /** `ISTHMUS_…` variables. */
  readonly environment: Readonly<Record<string, string>>
}

/** Does not start it yet. */
export function createServerProcess(options: ServerProcessOptions): ServerProcess {
  const { port, folder, web } = options
  const origin = `http://localhost:${port}`
  const environment = {
    ISTHMUS_DATA: folder,
    ISTHMUS_LISTEN: `127.0.0.1:${port}`,
    ISTHMUS_PUBLIC_URL: origin,
    ...options.environment,
  }
  let running: RunningProcess | undefined

  async function operator<T>(method: string, path: string, body?: unknown): Promise<T> {
    const use = 'ISTHMUS_DATABASE_URL' in environment ? 'shared' : 'alone'
    const socketPath = await socketPathFor(folder, use)
    const door = new Client('http://localhost', { connect: { socketPath } })
    try {
      const headers = { 'content-type': 'application/json' }
      const answer = await door.request({ method, path, headers, body: JSON.stringify(body) })
      const text = await answer.body.text()
      if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${text}`)
      return (text === '' ? undefined : JSON.parse(text)) as T
    } finally {
      await door.close()
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    running?.child.kill(signal)
    await running?.ended
  }

  return {
    origin,
    folder,
    async start(wishes = {}) {
      running = run(environment, wishes)
      await untilListening(running)
    },
    kill: () => end('SIGKILL'),
    async death() {
      if (running === undefined) throw new Error('the server was never started')
      return running.ended
    },
    async revive(clock) {
      const { config, sources } = await loadConfig({ environment })
      await using resources = new AsyncDisposableStack()
      const logger = createMemoryLogger()
      const server = resources.use(await openServer({ config, sources, logger, ...(clock && { clock }) }))
      await server.listen()
      resources.move()
      return server
    },
    logged: (event) => eventsIn(running?.log ?? '').filter((entry) => entry['event'] === event),
    async person(username) {
      const password = `password of ${username}`
      await operator('POST', '/api/v1/users', { username, password })
      return createPerson({ web, origin, username, password })
    },
    operator,
    [Symbol.asyncDispose]: () => end('SIGTERM'),
  }
}

interface RunningProcess {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  /** Resolves with the signal that killed it. */
  readonly ended: Promise<string | null>
  /** Its standard error. */
  log: string
}

function run(
  environment: Readonly<Record<string, string>>,
  { crashAt = '', largestFile }: StartOptions,
): RunningProcess {
  // POSIX, ulimit: the unit is 512 bytes.
  const limit = largestFile === undefined ? '' : `ulimit -f ${largestFile / 512}; `
  const shell = ['-c', `${limit}exec "$@"`, 'sh', process.execPath, program, 'serve', '--json']
  const child = spawn('/bin/sh', shell, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: compiled,
      ISTHMUS_CRASH_AT: crashAt,
      ...environment,
    },
  })
  // All that it has written has been read then.
  const ended = once(child, 'close').then(([, signal]) => signal as string | null)
  const running: RunningProcess = { child, ended, log: '' }
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    running.log += text
  })
  return running
}

/** The server and the command line as they are built for those who run them. */
export const program = fileURLToPath(new URL('../dist/main.js', import.meta.resolve('@isthmus/server')))

/** What Node.js keeps of compiled modules makes every start after the first twice as fast. */
const compiled = fileURLToPath(new URL('../../.cache/compiled', import.meta.resolve('@isthmus/server')))

/** It says where it listens in its first line of output. */
async function untilListening(running: RunningProcess): Promise<void> {
  const lines = createInterface({ input: running.child.stdout })
  const [line] = await Promise.race([
    once(lines, 'line') as Promise<[string]>,
    once(lines, 'close').then(() => [undefined] as const),
  ])
  if (line === undefined) {
    await running.ended
    throw new Error(`the server did not start: ${running.log.slice(-4000)}`)
  }
  lines.resume()
}

function eventsIn(log: string): Readonly<Record<string, unknown>>[] {
  return log
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}
