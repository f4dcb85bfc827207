import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/**
 * Listens on loopback at a port that can be left and taken again later: below the ports that the system hands out by
 * itself, among those of this worker of the test run, and at none that was given out lately. So nobody gets it meanwhile.
 */
export async function listenOnSteadyPort(server: Server): Promise<number> {
  for (;;) {
    const port = portOfWorker()
    if (await listens(server, port)) return port
  }
}

const portsOfWorker = 800
/** Workers of a run are counted from 1. */
const mostWorkers = 15
/** The last ones that were given out, the newest last. */
const taken = new Set<number>()

function portOfWorker(): number {
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 0) % mostWorkers
  for (;;) {
    const port = 20_000 + worker * portsOfWorker + Math.floor(Math.random() * portsOfWorker)
    if (taken.has(port)) continue
    taken.add(port)
    const [oldest] = taken
    if (oldest !== undefined && taken.size > portsOfWorker / 2) taken.delete(oldest)
    return port
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
