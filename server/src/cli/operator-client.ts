/**
 * The operator's way to a data folder: through the socket of the server that works with it, or, when none runs,
 * through the same application opened in this process. Either way the same API answers, so no command knows which.
 */
import { chmod, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Config, type LoadedConfig, loadConfig } from '../platform/config/index.ts'
import { isDataFolder } from '../platform/data-folder.ts'
import { IsthmusError } from '../platform/errors.ts'
import { createLogger } from '../platform/logging/index.ts'
import { actAsHeader, tenantHeader } from '../platform/operator-headers.ts'
import { socketPathFor } from '../platform/socket-path.ts'
import type { Server } from '../server.ts'
import { CommandFailure } from './command-failure.ts'
import { type Problem, ProblemError } from './problem.ts'
import { shellQuote } from './shell-quote.ts'
import { askThroughSocket, type DoorAnswer, type DoorRequest, sendThroughSocket } from './socket-request.ts'
import type { Surroundings } from './surroundings.ts'

/** Which data folder is meant, and on whose behalf. */
export interface OperatorOrder {
  readonly data?: string
  /** Configuration file. */
  readonly config?: string
  /** For a data folder that does not exist yet. */
  readonly publicUrl?: string
  /** Host of the tenant; the default one when absent. */
  readonly tenant?: string
  /** User to act as. */
  readonly as?: string
}

export interface Operator extends AsyncDisposable {
  /**
   * Asks the API.
   * @param body - sent as JSON
   * @returns the answer's JSON; `undefined` for an empty answer
   * @throws ProblemError when the API refuses
   */
  ask<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T>
  /** Sends any request, and resolves with whatever the server answers when its head is there. */
  send(request: DoorRequest): Promise<DoorAnswer>
}

/** A way to the API, however it is reached. */
interface Door extends AsyncDisposable {
  readonly socketPath: string
  /** Other servers hear of what was done: nobody knows when a server runs the next time. */
  tellOthers(): Promise<void>
}

/**
 * Opens the way. In the moment in which a server starts or stops it holds the folder without listening: then both
 * ways are tried for some seconds.
 *
 * Disposing of it ends what runs in this process, after the messages to other servers that the command has caused.
 * @throws CommandFailure `no-data-folder`, `foreign-data-folder`; IsthmusError `data-folder-in-use` …
 */
export async function openOperator(surroundings: Surroundings, order: OperatorOrder): Promise<Operator> {
  const loaded = await loadFor(surroundings, order)
  const door = await openDoor(surroundings, loaded)
  let changes = false
  const send: Operator['send'] = (request) => {
    changes ||= !safeMethods.has(request.method)
    return sendThroughSocket(door.socketPath, {
      ...request,
      headers: { ...request.headers, ...headersOf(order) },
    })
  }
  return {
    send,
    async ask<T>(method: string, path: string, body?: object): Promise<T> {
      const sent =
        body === undefined
          ? { method, path, headers: {} }
          : { method, path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      return (await resultOf(await send(sent))) as T
    },
    async [Symbol.asyncDispose]() {
      if (changes) await door.tellOthers()
      await door[Symbol.asyncDispose]()
    },
  }
}

/** RFC 9110 9.2.1 and RFC 4918 9.1 */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'PROPFIND'])

/** Milliseconds. */
const patience = 5000
const pause = 100

async function loadFor(
  { environment, workingDirectory }: Surroundings,
  { data, config, publicUrl }: OperatorOrder,
): Promise<LoadedConfig> {
  const loaded = await loadConfig({ flags: { data, config, publicUrl }, environment, workingDirectory })
  const folder = loaded.config.data
  if (isPublicUrlChosen(loaded) || (await isDataFolder(folder))) return loaded
  throw new CommandFailure(
    'no-data-folder',
    `There is no data in ${folder} yet. Start the server once (isthmus serve --data ${shellQuote(folder)}), ` +
      'or give the address it is to have with --public-url URL.',
  )
}

/** Whether somebody chose the public URL, so that it may not differ from the one that the folder was made for. */
function isPublicUrlChosen({ sources }: LoadedConfig): boolean {
  return sources.get('publicUrl')?.layer !== 'derived'
}

async function openDoor(surroundings: Surroundings, loaded: LoadedConfig): Promise<Door> {
  for (let waited = 0; ; waited += pause) {
    const running = await findServer(loaded.config)
    if (running !== undefined) return running
    try {
      return await openInProcess(surroundings, loaded)
    } catch (error) {
      const inUse = error instanceof IsthmusError && error.code === 'data-folder-in-use'
      if (!inUse || waited >= patience) throw error
    }
    await surroundings.clock.sleep(pause)
  }
}

async function findServer(config: Config): Promise<Door | undefined> {
  const socketPath = await socketOfServer(config)
  if (socketPath === undefined) return undefined
  return { socketPath, async tellOthers() {}, async [Symbol.asyncDispose]() {} }
}

/**
 * The socket of the server that works with a data folder; `undefined` when none does.
 * @throws CommandFailure `foreign-data-folder`
 */
export async function socketOfServer({
  data,
  database,
}: Pick<Config, 'data' | 'database'>): Promise<string | undefined> {
  if (!(await exists(data))) return undefined
  const socketPath = await socketPathFor(data, database.url === undefined ? 'alone' : 'shared')
  try {
    await askThroughSocket(socketPath, { method: 'GET', path: '/healthz', headers: {} })
    return socketPath
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ECONNRESET') return undefined
    if (code !== 'EACCES') throw error
    throw new CommandFailure(
      'foreign-data-folder',
      `The server of ${data} runs as another user. Run this command as that user.`,
      { cause: error },
    )
  }
}

async function openInProcess(surroundings: Surroundings, loaded: LoadedConfig): Promise<Door> {
  // A command that a running server answers need not load one.
  const { openServer } = await import('../server.ts')
  const { config, sources } = loaded
  const { clock, errors } = surroundings
  await using resources = new AsyncDisposableStack()
  const server = resources.use(
    await openServer({
      config,
      clock,
      sources,
      // The command speaks for itself; the log is for what went wrong inside.
      logger: createLogger({ level: 'error', pretty: config.log.pretty, clock, output: errors }),
    }),
  )
  // Beside the socket of a server, where no other command looks; one that was killed may have left it behind.
  const socketPath = join(dirname(await socketPathFor(config.data)), `cli-${process.pid}.sock`)
  await rm(socketPath, { force: true })
  await server.operator.listen({ path: socketPath })
  await chmod(socketPath, 0o600)
  server.start()
  const owned = resources.move()
  return {
    socketPath,
    tellOthers: () => tellOthers(server, surroundings),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** What is not told by then goes out when a server runs, milliseconds. */
const longestTelling = 30_000

async function tellOthers({ application: { jobs } }: Server, { clock }: Surroundings): Promise<void> {
  const told = new AbortController()
  await Promise.race([jobs.runDue(), clock.sleep(longestTelling, told.signal)])
  told.abort()
}

/** How the operator's door is told for whom. */
function headersOf({ tenant, as }: OperatorOrder): Record<string, string> {
  return {
    ...(tenant === undefined ? {} : { [tenantHeader]: encodeURI(tenant) }),
    ...(as === undefined ? {} : { [actAsHeader]: encodeURIComponent(as) }),
  }
}

/** @throws ProblemError, CommandFailure `unexpected-answer` */
async function resultOf({ status, body }: DoorAnswer): Promise<unknown> {
  const answer = parseJson(await text(body))
  if (status < 400) return answer
  if (isProblem(answer)) throw new ProblemError(answer)
  throw new CommandFailure(
    'unexpected-answer',
    `The server answered with status ${status} and no explanation.`,
  )
}

function parseJson(body: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body)
  } catch {
    return undefined
  }
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'title' in answer
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
