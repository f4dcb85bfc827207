import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { runChild } from '../launch/run-child.mjs'

/** A PostgreSQL server of its own, with nothing in it. Disposing of it removes it with all its data. */
export interface PostgresServer extends AsyncDisposable {
  /** Where its superuser may do everything, through a socket in a private folder. */
  readonly url: string
}

/**
 * Starts a server in a temporary folder. It ends when it is disposed of, and when this process dies, however it dies.
 * @throws Error, when PostgreSQL is not installed or does not start; the message says what it said
 */
export async function startPostgresServer(): Promise<PostgresServer> {
  const bin = findPrograms()
  const user = await unprivilegedUser()
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-postgres-'))
  if (user !== undefined) await chown(folder, user.uid, user.gid)
  try {
    await makeCluster(bin, folder, user)
    const stop = await startServer(bin, folder, user)
    return {
      url: `postgres:///postgres?host=${encodeURIComponent(folder)}&user=isthmus`,
      async [Symbol.asyncDispose]() {
        await stop()
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** The folder of the newest version that Debian has installed; the empty path leaves it to `PATH`. */
function findPrograms(): string {
  const versions = globSync('/usr/lib/postgresql/*/bin').toSorted((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  return versions.findLast((folder) => existsSync(join(folder, 'initdb'))) ?? ''
}

interface SystemUser {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root; then it runs as nobody. */
async function unprivilegedUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(await readFile('/etc/passwd', 'utf8')) ?? []
  if (uid === undefined || gid === undefined) throw new Error('There is no user nobody to run PostgreSQL as.')
  return { uid: Number(uid), gid: Number(gid) }
}

async function makeCluster(bin: string, folder: string, user: SystemUser | undefined): Promise<void> {
  // Its own way to sort is that of a language: what has to be sorted by bytes must say so.
  const sorting = ['--locale-provider=icu', '--icu-locale=en', '--locale=C']
  const cluster = ['--pgdata', join(folder, 'data'), '--username=isthmus', '--auth=trust', '--encoding=UTF8']
  const { code, output } = await runChild(join(bin, 'initdb'), [...cluster, ...sorting, '--no-sync'], {
    ...user,
    cwd: folder,
  })
  if (code !== 0) throw new Error(`initdb failed: ${output.trim()}`)
}

const settings = {
  listen_addresses: '',
  max_connections: '200',
  shared_buffers: '64MB',
  // Nothing here has to survive the machine.
  fsync: 'off',
  full_page_writes: 'off',
}

/**
 * The end of the input, which every end of this process brings, is the end of the server and of its data. The log
 * ends with the server alone.
 */
const script = `
  folder=$1; shift
  "$@" & server=$!
  exec 2> /dev/null
  read -r line
  kill -QUIT $server
  wait $server
  cd / && rm -rf "$folder"`

/** @returns how to stop it */
async function startServer(
  bin: string,
  folder: string,
  user: SystemUser | undefined,
): Promise<() => Promise<void>> {
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = [join(bin, 'postgres'), '-D', join(folder, 'data'), '-k', folder, ...args]
  const shell = spawn('/bin/sh', ['-c', script, 'sh', folder, ...server], {
    ...user,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const closed = once(shell, 'close')
  await untilReady(shell.stderr)
  return async () => {
    shell.stdin.end()
    await closed
  }
}

async function untilReady(log: Readable): Promise<void> {
  const said: string[] = []
  const lines = createInterface({ input: log })
  const ready = Promise.withResolvers<void>()
  lines.on('line', (line) => {
    // Goes on being read: a full pipe would stop the server.
    if (said.length < 100) said.push(line)
    if (line.includes('ready to accept connections')) ready.resolve()
  })
  lines.on('close', () => ready.reject(new Error(`PostgreSQL did not start: ${said.join('\n')}`)))
  await ready.promise
}
