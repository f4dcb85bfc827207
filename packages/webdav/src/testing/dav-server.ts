import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveDav } from '../node/serve-dav.ts'
import type { ResourceTree } from '../resource-tree.ts'
import { testNow } from './trees.ts'

export interface TestServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  readonly port: number
  readonly http: Server
  /** What `serveDav` threw. */
  readonly faults: readonly unknown[]
}

/** Serves a tree at `/dav` of a server on loopback. */
export async function startDavServer(tree: ResourceTree): Promise<TestServer> {
  const faults: unknown[] = []
  const server = await startServer((incoming, outgoing) => {
    const origins = [`http://${incoming.headers.host}`]
    const options = { mountPath: '/dav', origins, now: () => testNow }
    serveDav(incoming, outgoing, tree, options).catch((error: unknown) => {
      faults.push(error)
      if (!outgoing.headersSent) outgoing.writeHead(500).end()
    })
  })
  return { ...server, faults }
}

/** Starts a server on loopback, for peers that follow a script. */
export async function startServer(listener: RequestListener): Promise<TestServer> {
  const http = createServer(listener)
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve)
  })
  const { port } = http.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    http,
    faults: [],
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => {
        http.close(resolve)
      })
      http.closeAllConnections()
      await closed
    },
  }
}
