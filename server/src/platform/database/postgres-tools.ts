/**
 * `pg_dump` and `pg_restore`: the programs of PostgreSQL that write a whole database into a file, as it was at one
 * moment, and read it back.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { fault } from '../errors.ts'

/** The variables of the process that calls them: where programs are, and what else libpq looks at. */
export type ToolEnvironment = Readonly<Record<string, string | undefined>>

/**
 * Dumps a database into a new file, in the custom format.
 * @throws IsthmusError `database-tool-failed`
 */
export async function dumpPostgres(url: string, file: string, environment: ToolEnvironment): Promise<void> {
  const options = ['--format=custom', '--no-owner', '--no-privileges', '--no-password']
  await runTool('pg_dump', [...options, `--file=${file}`], connectionOf(url), environment)
  await using written = await open(file, 'r+')
  await written.chmod(0o600)
  await written.sync()
}

/**
 * Fills an empty database from a dump, all of it or nothing.
 * @throws IsthmusError `database-tool-failed`
 */
export async function fillPostgres(url: string, file: string, environment: ToolEnvironment): Promise<void> {
  const connection = connectionOf(url)
  const options = [
    '--single-transaction',
    '--exit-on-error',
    '--no-owner',
    '--no-privileges',
    '--no-password',
  ]
  const database = `--dbname=${connection['PGDATABASE'] ?? ''}`
  await runTool('pg_restore', [...options, database, file], connection, environment)
}

/** By name of the parameter in a URL (PostgreSQL, libpq 34.1.2), the variable that says the same (34.15). */
const variables: Readonly<Record<string, string>> = {
  host: 'PGHOST',
  port: 'PGPORT',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  dbname: 'PGDATABASE',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  options: 'PGOPTIONS',
  connect_timeout: 'PGCONNECT_TIMEOUT',
}

/** As variables: what is on a command line can be read by every user of the machine. */
function connectionOf(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const parts = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    dbname: decodeURIComponent(pathname.slice(1)),
    ...Object.fromEntries(searchParams),
  }
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, value]) => {
      const variable = variables[name]
      return variable === undefined || value === '' ? [] : [[variable, value]]
    }),
  )
}

/** What is kept of what a program says, in characters. */
const longestSaying = 2000

async function runTool(
  program: string,
  args: readonly string[],
  connection: Readonly<Record<string, string>>,
  environment: ToolEnvironment,
): Promise<void> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], ...environment, ...connection },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = `${said}${text}`.slice(-longestSaying)
  })
  let code: unknown
  try {
    ;[code] = (await once(child, 'close')) as [unknown]
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    throw fault('database-tool-failed', {
      detail: `${program} is not installed: it is in the package postgresql-client of Debian.`,
      cause: error,
    })
  }
  if (code === 0) return
  throw fault('database-tool-failed', { detail: `${program} says: ${said.trim()}` })
}
