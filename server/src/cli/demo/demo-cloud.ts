import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openRelay, type Relay } from './relay.ts'

/** One of the two clouds: a server process of its own with a data folder of its own. */
export interface DemoCloud extends AsyncDisposable {
  /** What federated addresses end in: `localhost:PORT`. */
  readonly host: string
  readonly publicUrl: string
  readonly dataFolder: string
  readonly logFile: string
  /** In front of the server: the port of the public URL is the relay's. */
  readonly relay: Relay
  /** Ends the server; its data and its address stay. */
  stop(): Promise<void>
  /** Starts it again, and waits until it is reached. */
  start(): Promise<void>
}

export interface DemoCloudOrder {
  /** Names its data folder and its log. */
  readonly name: string
  readonly provider: string
  /** In which the data folder is made. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** Starts a server and waits until it is reached. */
export async function startDemoCloud(order: DemoCloudOrder): Promise<DemoCloud> {
  const { name, folder } = order
  await using resources = new AsyncDisposableStack()
  const relay = resources.use(await openRelay())
  const dataFolder = join(folder, name)
  const logFile = join(folder, `${name}.log`)
  const host = `localhost:${relay.port}`
  const publicUrl = `http://${host}`
  await mkdir(dataFolder, { mode: 0o700 })

  let server: ChildProcess | undefined
  const start = async (): Promise<void> => {
    server = await startServer(order, ['--data', dataFolder, '--public-url', publicUrl], logFile)
    relay.leadTo(await portOf(server, { logFile, signal: order.signal }))
  }
  const stop = async (): Promise<void> => {
    if (server !== undefined) await end(server)
  }
  resources.defer(stop)
  await start()

  const owned = resources.move()
  return {
    host,
    publicUrl,
    dataFolder,
    logFile,
    relay,
    stop,
    start,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The file that this process runs: its source, or what is built from it. */
const [, main = ''] = process.argv

async function startServer(
  { provider, environment }: DemoCloudOrder,
  args: readonly string[],
  logFile: string,
): Promise<ChildProcess> {
  await using log = await open(logFile, 'a', 0o600)
  const testing = ['--allow-http-fallback', '--allow-private-networks', '--log-level', 'debug']
  const serve = ['serve', '--json', '--listen', '127.0.0.1:0', '--provider', provider, ...testing, ...args]
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...serve], {
    stdio: ['ignore', 'pipe', log.fd],
    // What configures other servers of this machine is not for this one.
    env: Object.fromEntries(Object.entries(environment).filter(([key]) => !key.startsWith('ISTHMUS_'))),
  })
  await once(server, 'spawn')
  return server
}

/** The server says where it listens as soon as it does. */
async function portOf(
  server: ChildProcess,
  { logFile, signal }: { logFile: string; signal: AbortSignal },
): Promise<number> {
  let said = ''
  for await (const chunk of server.stdout ?? []) {
    signal.throwIfAborted()
    said += String(chunk)
    const listen = /"listen":"[^"]*:(\d+)"/.exec(said)?.[1]
    if (listen !== undefined) return Number(listen)
  }
  signal.throwIfAborted()
  const log = await readFile(logFile, 'utf8')
  throw new Error(`The server did not start. It said: ${log.trim().slice(-1000)}`)
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  await ended
}
