import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { LoadOrder, LoadReport, LoadResult } from './load-order.ts'

/** The load generator as seen from here. */
export interface Generator extends AsyncDisposable {
  /** One at a time. @throws Error when the load could not be made as ordered */
  run(order: LoadOrder): Promise<LoadResult>
}

/** Most flushes at the same time: each takes a thread. */
const threads = 32

export function startGenerator(): Generator {
  const child = fork(join(import.meta.dirname, 'generator.ts'), {
    env: { ...process.env, UV_THREADPOOL_SIZE: String(threads) },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const ended = once(child, 'exit')
  return {
    async run(order) {
      child.send(order)
      const [report] = (await Promise.race([
        once(child, 'message'),
        ended.then(() => [{ failure: 'the load generator ended' }]),
      ])) as [LoadReport]
      if ('failure' in report) throw new Error(report.failure)
      return report.result
    },
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}
