import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BenchServer, basic, password, type ServerDescription, username } from './bench-server.ts'
import { startChild } from './child.ts'
import { freePort } from './free-port.ts'
import { outputOf } from './output-of.ts'

const program = '/usr/sbin/apache2'
const modules = '/usr/lib/apache2/modules'
const mediaTypes = '/etc/mime.types'

/** Debian's Apache with mod_dav, in a folder of its own. */
export async function startApache(folder: string): Promise<BenchServer> {
  const port = await freePort()
  const files = join(folder, 'files')
  const locks = join(folder, 'locks')
  for (const path of [folder, files, locks]) await mkdir(path)
  await writeFile(join(folder, 'passwords'), `${username}:{SHA}${sha1(password)}\n`)
  await writeFile(join(folder, 'apache.conf'), configuration({ folder, files, locks, port }))
  // Started by root it works as another user, as Debian runs it.
  if (asRoot) for (const path of [files, locks]) await chown(path, ...(await idsOf(serviceUser)))

  const child = await startChild(program, ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'], { port })
  return {
    name: 'apache',
    port,
    pid: child.pid,
    root: '/',
    authorization: basic,
    unflushed: files,
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

const asRoot = process.getuid?.() === 0
const serviceUser = 'www-data'

async function idsOf(user: string): Promise<[number, number]> {
  const [uid, gid] = await Promise.all([outputOf('id', ['-u', user]), outputOf('id', ['-g', user])])
  return [Number(uid), Number(gid)]
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('base64')
}

const loaded = [
  'mpm_event',
  'authn_core',
  'authn_file',
  'authz_core',
  'authz_user',
  'auth_basic',
  'dav',
  'dav_fs',
  'mime',
]

/**
 * As many threads as Debian allows at most, all of them from the start: a process that goes takes connections with it.
 * Connections stay open for as long as the generator wants them.
 */
function configuration(place: { folder: string; files: string; locks: string; port: number }): string {
  const { folder, files, locks, port } = place
  return `ServerRoot "${folder}"
ServerName localhost
Listen 127.0.0.1:${port}
PidFile "${folder}/pid"
DefaultRuntimeDir "${folder}"
${loaded.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join('\n')}
${asRoot ? `User ${serviceUser}\nGroup ${serviceUser}` : ''}

StartServers 6
MinSpareThreads 25
MaxSpareThreads 150
ThreadsPerChild 25
MaxRequestWorkers 150
MaxConnectionsPerChild 0

KeepAlive On
KeepAliveTimeout 65
MaxKeepAliveRequests 0
Timeout 300

ErrorLog "${folder}/error.log"
LogLevel warn
TypesConfig ${existsSync(mediaTypes) ? mediaTypes : '/dev/null'}

DocumentRoot "${files}"
DavLockDB "${locks}/lock"
<Directory "${files}">
  Dav On
  AllowOverride None
  AuthType Basic
  AuthName bench
  AuthBasicProvider file
  AuthUserFile "${folder}/passwords"
  Require valid-user
</Directory>
`
}

export async function describeApache(): Promise<ServerDescription> {
  const version = /Apache\/(\S+)/.exec(await outputOf(program, ['-v']))?.[1] ?? ''
  return {
    version,
    setting:
      'mod_dav with mpm_event and 150 threads, the most of Debian; connections kept open without limit; Basic against a ' +
      'file with SHA-1, the cheapest hash that it takes; no access log',
  }
}
