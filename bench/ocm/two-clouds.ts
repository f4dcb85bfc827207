import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Stage } from '../dav/stage.ts'
import { type BenchServer, basic, username } from '../servers/bench-server.ts'
import { freePort } from '../servers/free-port.ts'
import { type IsthmusOptions, prepareIsthmus, startIsthmus } from '../servers/isthmus.ts'

/** The clouds of two users of the same name: `a` shares, `b` receives. */
export interface CloudOptions {
  readonly a: IsthmusOptions
  readonly b: IsthmusOptions
  /** Where `b` tells its metrics. */
  readonly metricsPort: number
}

/** Makes both data folders. */
export async function prepareClouds(stage: Stage): Promise<CloudOptions> {
  const metricsPort = await freePort()
  const environment = {
    ISTHMUS_FEDERATION_ALLOW_HTTP_FALLBACK: 'true',
    ISTHMUS_FEDERATION_ALLOW_PRIVATE_NETWORKS: 'true',
    ISTHMUS_FEDERATION_POLICY: 'open',
    // What one server may send is limited on purpose; here it is to be found out what is possible.
    ISTHMUS_FEDERATION_REQUESTS_PER_MINUTE: '10000000',
    ISTHMUS_SHARES_PENDING_PER_PEER: '100000',
    ISTHMUS_SHARES_PENDING_PER_USER: '100000',
  }
  const a = await prepareIsthmus(join(stage.folder, 'a'))
  const b = await prepareIsthmus(join(stage.folder, 'b'))
  return {
    a: { ...a, environment },
    b: { ...b, environment: { ...environment, ISTHMUS_METRICS_LISTEN: `127.0.0.1:${metricsPort}` } },
    metricsPort,
  }
}

/** The same, as `b` reaches `a` over another port of this machine. */
export async function startOver(b: IsthmusOptions, a: BenchServer, port: number): Promise<BenchServer> {
  const hosts = `127.0.0.1:${a.port}=127.0.0.1:${port}`
  return startIsthmus({ ...b, environment: { ...b.environment, ISTHMUS_OUTBOUND_HOSTS: hosts } })
}

/** The folder that is shared, at its owner. */
export function tripOf(a: BenchServer): BenchServer {
  return { ...a, root: `${a.root}Trip/` }
}

/** The same folder at its recipient. */
export function mountOf(b: BenchServer): BenchServer {
  return { ...b, root: `${b.root}Shared/Trip/` }
}

/** Shares the folder `Trip`, and accepts it. */
export async function shareTrip(a: BenchServer, b: BenchServer): Promise<void> {
  await api(a, 'POST', '/shares', {
    path: '/Trip',
    shareWith: `${username}@127.0.0.1:${b.port}`,
    permissions: ['read', 'write'],
  })
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { items } = await api<{ items: { id: string; name: string }[] }>(b, 'GET', '/inbox')
    const item = items.find(({ name }) => name === 'Trip')
    if (item !== undefined) {
      await api(b, 'POST', `/inbox/${item.id}/accept`)
      return
    }
    await wait(100)
  }
  throw new Error('the share has not arrived')
}

/** @throws Error for every status that is no success */
export async function api<T>(server: BenchServer, method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1${path}`, {
    method,
    headers: { authorization: basic, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** How many requests a server has sent to others since it was started. */
export async function requestsSent({ metricsPort }: CloudOptions): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  return [...metrics.matchAll(/^isthmus_outbound_requests_total\{[^}]*\} (\d+)$/gm)].reduce(
    (sum, [, value]) => sum + Number(value),
    0,
  )
}
