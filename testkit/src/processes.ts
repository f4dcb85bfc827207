import { join } from 'node:path'
import { findSteadyPort } from '@isthmus/server/testing'
import { databaseOfRun } from './database-of-run.ts'
import { createServerProcess, type ServerProcess, type StartOptions } from './server-process.ts'
import { createTemporaryFolder } from './temporary-folder.ts'
import { createWebClient, type WebClient } from './web-client.ts'

/** Servers as processes on loopback, over HTTP with the switches for tests, with the clock of the machine. */
export interface Processes<Name extends string> extends AsyncDisposable {
  readonly web: WebClient
  readonly servers: Readonly<Record<Name, ServerProcess>>
}

export interface ProcessWishes extends StartOptions {
  /** Default: at once. */
  readonly starts?: 'later'
  /** Its data folder. Default: a new one, which goes away with it. */
  readonly folder?: string
  /** `ISTHMUS_…` variables beyond those of every server. */
  readonly environment?: Readonly<Record<string, string>>
}

/**
 * Starts servers, each on a data folder of its own.
 * @param wishes - by the name that the test calls them
 */
export async function processes<Name extends string>(
  wishes: Readonly<Record<Name, ProcessWishes>>,
): Promise<Processes<Name>> {
  await using resources = new AsyncDisposableStack()
  const folder = resources.use(await createTemporaryFolder())
  const web = resources.use(createWebClient({}))
  const servers = await Promise.all(
    (Object.keys(wishes) as Name[]).map(async (name) => {
      const server = createServerProcess({
        port: await findSteadyPort(),
        folder: wishes[name].folder ?? join(folder.path, name),
        web,
        environment: {
          ISTHMUS_FEDERATION_ALLOW_HTTP_FALLBACK: 'true',
          ISTHMUS_FEDERATION_ALLOW_PRIVATE_NETWORKS: 'true',
          ...(await databaseOfRun()),
          ...wishes[name].environment,
        },
      })
      return [name, resources.use(server)] as const
    }),
  )
  const atOnce = servers.filter(([name]) => wishes[name].starts === undefined)
  await Promise.all(atOnce.map(([name, server]) => server.start(wishes[name])))
  const owned = resources.move()
  return {
    web,
    servers: Object.fromEntries(servers) as Record<Name, ServerProcess>,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
