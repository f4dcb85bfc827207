import { readdir } from 'node:fs/promises'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { Metrics } from './metrics.ts'

/**
 * Lets the metrics say how the process itself does, under the names that dashboards for Node.js know.
 * @returns ends the watch over the event loop
 */
export function watchProcess(metrics: Metrics, { version }: { version: string }): Disposable {
  metrics.processCpuUser.read(() => one(process.cpuUsage().user / 1e6))
  metrics.processCpuSystem.read(() => one(process.cpuUsage().system / 1e6))
  metrics.processStart.read(() => one(performance.timeOrigin / 1000))
  metrics.processMemory.read(() => one(process.memoryUsage.rss()))
  metrics.processOpenFiles.read(async () => {
    // Only Linux has this folder. Reading it opens one of the files that are counted.
    const open = await readdir('/proc/self/fd').catch(() => undefined)
    return open === undefined ? [] : one(open.length - 1)
  })
  metrics.heapUsed.read(() => one(process.memoryUsage().heapUsed))
  metrics.heapTotal.read(() => one(process.memoryUsage().heapTotal))
  metrics.externalMemory.read(() => one(process.memoryUsage().external))
  metrics.versionInfo.read(() => [{ labels: { version, node: process.versions.node }, value: 1 }])

  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  metrics.eventLoopLag.read(() => {
    const readings = [50, 99, 100].map((percentile) => ({
      labels: { percentile: String(percentile) },
      // What is measured is the time between two ticks of a timer, lateness and all.
      value: Math.max(0, delay.percentile(percentile) / 1e9 - resolutionMs / 1000),
    }))
    delay.reset()
    return readings
  })
  return {
    [Symbol.dispose]: () => {
      delay.disable()
    },
  }
}

const resolutionMs = 10

function one(value: number) {
  return [{ labels: {}, value }]
}
