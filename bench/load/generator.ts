/**
 * The load generator: a process of its own, so that it takes no time from what it measures but by sharing the machine.
 * It speaks HTTP/1.1 on bare sockets: a client library would use more of the processor than the servers do.
 */

import type { LoadOrder, LoadReport } from './load-order.ts'
import { runLoad } from './run-load.ts'

process.on('message', (order: LoadOrder) => void answer(order))
process.on('disconnect', () => {
  process.exitCode = 0
})

async function answer(order: LoadOrder): Promise<void> {
  process.send?.(await report(order))
}

async function report(order: LoadOrder): Promise<LoadReport> {
  try {
    return { result: await runLoad(order) }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}
