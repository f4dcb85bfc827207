import { median, quantile } from '../machine/median.ts'
import { openConnection } from './connection.ts'
import { createFlush } from './flush.ts'
import type { LoadOrder, LoadResult } from './load-order.ts'
import { createRequests } from './requests.ts'

/**
 * Does what an order says.
 * @throws Error for an answer with another status than ordered, and for a connection that breaks
 */
export async function runLoad(order: LoadOrder): Promise<LoadResult> {
  const requests = createRequests(order)
  await using flush = await createFlush(order.flushIn)
  const connections = await Promise.all(
    Array.from({ length: order.connections }, () => openConnection(order.port)),
  )
  const latencies: number[] = []
  const firstBytes: number[] = []
  let bytes = 0
  let sent = 0

  const cpuBefore = process.cpuUsage()
  const start = performance.now()
  const mayGoOn =
    'seconds' in order.until
      ? (
          (end: number) => () =>
            performance.now() < end
        )(start + order.until.seconds * 1000)
      : (
          (most: number) => () =>
            sent < most
        )(order.until.requests)

  await Promise.all(
    connections.map(async (connection) => {
      while (mayGoOn()) {
        const number = sent
        sent += 1
        const sentAt = performance.now()
        const answer = await connection.exchange(requests(number))
        if (answer.status !== order.status) {
          throw new Error(
            `${order.method} ${order.target} was answered ${answer.status}, not ${order.status}`,
          )
        }
        await flush.file(nameOf(order.target, number))
        latencies.push(performance.now() - sentAt)
        firstBytes.push(answer.firstByteAt - sentAt)
        bytes += answer.bytes
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  for (const connection of connections) connection.close()

  return {
    requests: latencies.length,
    seconds,
    bytes,
    latency: { median: median(latencies), worstOfHundred: quantile(latencies, 0.99) },
    firstByte: median(firstBytes),
    generatorLoad: (user + system) / 1e6 / seconds,
  }
}

function nameOf(target: string, number: number): string {
  return target.slice(target.lastIndexOf('/') + 1).replace('{n}', String(number))
}
