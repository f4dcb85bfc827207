import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LoadOrder, LoadResult } from '../load/load-order.ts'
import { type Generator, startGenerator } from '../load/start-generator.ts'
import type { BenchServer } from '../servers/bench-server.ts'

/** What a request says besides where it goes; the target is a path below the root of the server. */
export type Order = Omit<LoadOrder, 'port' | 'headers'> & { readonly headers?: LoadOrder['headers'] }

/** The ground that everything happens on: one folder, so one disk, and one load generator. */
export interface Stage extends AsyncDisposable {
  /** Absolute; removed at the end. */
  readonly folder: string
  /** Sends requests to a server, with the credentials of its user. */
  load(server: BenchServer, order: Order): Promise<LoadResult>
}

/** @param bytes - what will be written, at most */
export async function openStage(bytes: number): Promise<Stage> {
  await using resources = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-bench-'))
  resources.defer(() => rm(folder, { recursive: true, force: true }))
  // Apache works as another user.
  await chmod(folder, 0o755)
  await requireSpace(folder, bytes)
  const generator: Generator = resources.use(startGenerator())
  const owned = resources.move()
  return {
    folder,
    load: (server, order) =>
      generator.run({
        ...order,
        port: server.port,
        target: server.root + order.target,
        headers: { authorization: server.authorization, ...order.headers },
      }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize > bytes) return
  const wanted = Math.ceil(bytes / 1024 ** 3)
  throw new Error(`${folder} has less than ${wanted} GiB free: name another folder in TMPDIR`)
}

/** Makes a folder on a server. */
export async function makeFolder(stage: Stage, server: BenchServer, name: string): Promise<void> {
  await stage.load(server, {
    method: 'MKCOL',
    target: name,
    connections: 1,
    until: { requests: 1 },
    status: 201,
  })
}
