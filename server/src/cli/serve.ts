import { once } from 'node:events'
import { type Config, configWarnings, loadConfig } from '../platform/config/index.ts'
import { listenForReload } from '../platform/listen-for-reload.ts'
import { createLogger, type Logger } from '../platform/logging/index.ts'
import { listenForShutdown } from '../platform/shutdown.ts'
import type { Server } from '../server.ts'
import { CommandFailure } from './command-failure.ts'
import { programPath } from './program-path.ts'
import { shellQuote } from './shell-quote.ts'
import type { Surroundings } from './surroundings.ts'
import { formatFacts } from './table.ts'

/** Flags of the configuration by their camelCase names, and `json`. */
export type ServeOptions = Readonly<Record<string, unknown>> & { readonly json?: boolean }

/**
 * Runs a server until SIGTERM or SIGINT.
 * @throws ConfigError; CommandFailure `address-unusable`; IsthmusError `data-folder-in-use` …
 */
export async function serve(surroundings: Surroundings, options: ServeOptions): Promise<void> {
  const { environment, workingDirectory, clock, errors, signals } = surroundings
  using shutdown = listenForShutdown(signals)
  const loaded = await loadConfig({ flags: options, environment, workingDirectory })
  const { config, sources } = loaded
  for (const { message, remedy } of configWarnings(config)) {
    errors.write(`Warning: ${message} ${remedy}\n`)
  }

  const { openServer } = await import('../server.ts')
  const logger = createLogger({ ...config.log, clock, output: errors })
  using listening = new DisposableStack()
  await using server = await openServer({ config, logger, clock, sources })
  // At a terminal the signal means that the terminal is gone.
  if (errors.isTTY !== true) listening.use(listenForReload(signals, () => void server.reload()))
  const { port } = await listen(server, config)
  logger.info('server.started', { publicUrl: server.tenant.publicUrl, port })
  const setupUrl = await setupUrlOf(server, logger)
  await announce(surroundings, server, { config, port, setupUrl, json: options.json === true })

  if (!shutdown.signal.aborted) await once(shutdown.signal, 'abort')
  logger.info('server.stopping', { signal: shutdown.signal.reason as string })
}

async function listen(server: Server, { listen: { host, port } }: Config): Promise<{ port: number }> {
  try {
    return await server.listen()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const remedy = remedies[code]
    if (remedy === undefined) throw error
    throw new CommandFailure('address-unusable', `${remedy(host, port)} with --listen HOST:PORT.`, {
      cause: error,
    })
  }
}

const remedies: Readonly<Record<string, ((host: string, port: number) => string) | undefined>> = {
  EADDRINUSE: (host, port) =>
    `Another program listens on port ${port} of ${host}. Stop it, or choose another place`,
  EADDRNOTAVAIL: (host) => `${host} is no address of this machine: choose another place`,
  EACCES: (_, port) => `Only the superuser may listen on port ${port}: choose another place`,
  ENOTFOUND: (host) => `${host} is no address of this machine: choose another place`,
}

/** Where the first administrator begins. @returns `undefined` when there is one, or nothing can be written now */
async function setupUrlOf({ application, tenant }: Server, logger: Logger): Promise<string | undefined> {
  try {
    const link = await application.accounts.makeSetupLink({ kind: 'system', tenant: tenant.id })
    return link && `${tenant.publicUrl}/setup/${link.token}`
  } catch (error) {
    // A full disk, say: what is there is served all the same.
    logger.error('setup-link.not-made', { error })
    return undefined
  }
}

/** Says where the server is reached, and how to become the first administrator. */
async function announce(
  { output, workingDirectory }: Surroundings,
  { application, tenant }: Server,
  {
    config,
    port,
    setupUrl,
    json,
  }: { config: Config; port: number; setupUrl: string | undefined; json: boolean },
): Promise<void> {
  const { data, listen: address } = config
  const place = {
    publicUrl: tenant.publicUrl,
    listen: `${address.host.includes(':') ? `[${address.host}]` : address.host}:${port}`,
    data,
    hasAdmin: await application.accounts.hasAdmin(tenant.id),
    ...(setupUrl !== undefined && { setupUrl }),
  }
  output.write(json ? `${JSON.stringify(place)}\n` : `${inWords(place, workingDirectory).join('\n')}\n`)
}

function inWords(
  {
    publicUrl,
    listen: listensOn,
    data,
    setupUrl,
  }: { publicUrl: string; listen: string; data: string; setupUrl?: string },
  workingDirectory: string,
): string[] {
  const anotherLink = [programPath(workingDirectory), 'setup-link', '--data', data]
  return [
    '',
    'Isthmus is running. Ctrl-C stops it.',
    '',
    ...formatFacts([
      ['  Address', publicUrl],
      ['  Listens on', listensOn],
      ['  Data folder', data],
    ]),
    '',
    ...(setupUrl === undefined
      ? []
      : [
          'There is no administrator yet. Whoever opens this address first becomes the one:',
          '',
          `  ${setupUrl}`,
          '',
          'It works once, within seven days. In another terminal this shows a new one:',
          '',
          `  ${anotherLink.map(shellQuote).join(' ')}`,
          '',
        ]),
  ]
}
