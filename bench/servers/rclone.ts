import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type BenchServer, basic, password, type ServerDescription, username } from './bench-server.ts'
import { startChild } from './child.ts'
import { freePort } from './free-port.ts'
import { outputOf } from './output-of.ts'

/** `rclone serve webdav` on a folder of its own. */
export async function startRclone(folder: string): Promise<BenchServer> {
  const port = await freePort()
  const files = join(folder, 'files')
  await mkdir(files, { recursive: true })
  const address = ['--addr', `127.0.0.1:${port}`, '--user', username, '--pass', password]
  const quiet = ['--config', '', '--log-level', 'ERROR']
  const child = await startChild('rclone', ['serve', 'webdav', files, ...address, ...quiet], { port })
  return {
    name: 'rclone',
    port,
    pid: child.pid,
    root: '/',
    authorization: basic,
    unflushed: files,
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

export async function describeRclone(): Promise<ServerDescription> {
  return {
    version: /^rclone v?(\S+)/.exec(await outputOf('rclone', ['version']))?.[1] ?? '',
    setting:
      '`rclone serve webdav` on a local folder with its defaults; Basic against a password in memory; no log',
  }
}
