import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/**
 * Listens on loopback at a port that can be left and taken again later: below the ports that the system hands out by
 * itself, so that nobody gets it meanwhile by chance.
 */
export async function listenOnSteadyPort(server: Server): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if (await listens(server, port)) return port
  }
}

/** A steady port for somebody else to listen on. */
export async function findSteadyPort(): Promise<number> {
  const server = createServer()
  const port = await listenOnSteadyPort(server)
  server.close()
  await once(server, 'close')
  return port
}

async function listens(server: Server, port: number): Promise<boolean> {
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return true
  } catch {
    return false
  }
}
