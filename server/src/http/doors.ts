import type { Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { DataFolder, FolderUse } from '../platform/data-folder.ts'
import type { MetricsRegistry } from '../platform/metrics/index.ts'
import type { Application } from './application.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import { injectConnection } from './inject-connection.ts'
import { createListener } from './listener.ts'
import { createMetricsListener } from './metrics-listener.ts'
import { openOperatorDoor } from './open-operator-door.ts'

/** Where requests come in: from the network, from the operator of this machine, and for the metrics. */
export interface Doors extends AsyncDisposable {
  /** The operator's, for requests from within this process. */
  readonly operator: FastifyInstance
  /** When the certificate that is shown ends, epoch milliseconds; `undefined` where none is shown. */
  certificateEndsAt(): number | undefined
  /** A connection to the public door that never leaves this process, whether it listens or not. */
  connectWithin(): Promise<Duplex>
  /** @returns the ports, which the system chose when the configured ones are 0; `metricsPort` when metrics are served */
  listen(): Promise<{ port: number; metricsPort?: number }>
  /**
   * Reads the certificate and its key anew, for connections from now on. When they cannot be used the old ones stay,
   * and the log says why.
   */
  reload(): Promise<void>
}

interface DoorsOptions {
  readonly folder: Pick<DataFolder, 'socketPath'>
  readonly use: FolderUse
  /** What is shown at first; plain HTTP without. */
  readonly certificate: Certificate | undefined
  readonly expose: MetricsRegistry['expose']
}

/**
 * Doors that do not listen yet. Disposing of them says that the server is about to go, waits until load balancers have
 * heard of it, and lets what is under way come to its end.
 */
export function createDoors(application: Application, options: DoorsOptions): Doors {
  const { config, clock, logger, metrics, readiness, liveEvents } = application
  let { certificate } = options
  const monitor = createMetricsListener(options)
  const operator = createListener(application, { door: 'operator' })
  const network = createListener(application, { door: 'public', ...(certificate && { tls: certificate }) })
  let operatorDoor: Disposable | undefined
  metrics.certificateEnd.read(() => (certificate ? [{ labels: {}, value: certificate.notAfter / 1000 }] : []))
  return {
    operator,
    certificateEndsAt: () => certificate?.notAfter,
    async connectWithin() {
      // A command of the operator does not listen, and clouds meet all the same.
      await network.ready()
      return injectConnection(network.server)
    },
    async listen() {
      const metricsPort = config.metrics.listen && (await monitor.listen(config.metrics.listen))
      await network.listen({ host: config.listen.host, port: config.listen.port })
      operatorDoor = await openOperatorDoor(operator, options.folder, options.use)
      if (operatorDoor === undefined)
        logger.info('operator.door-taken', { socket: options.folder.socketPath })
      const { port } = network.server.address() as AddressInfo
      return { port, ...(metricsPort !== undefined && { metricsPort }) }
    },
    async reload() {
      try {
        const renewed = await readCertificate(config.tls)
        if (renewed === undefined) return
        ;(network.server as HttpsServer).setSecureContext(renewed)
        certificate = renewed
        logger.info('tls.reloaded', { notAfter: new Date(renewed.notAfter) })
      } catch (error) {
        logger.error('tls.not-reloaded', { ...config.tls, error })
      }
    },
    async [Symbol.asyncDispose]() {
      readiness.stop()
      if (network.server.listening) await clock.sleep(config.shutdown.notice)
      // Streams of events never end by themselves.
      liveEvents[Symbol.dispose]()
      await Promise.all([network.close(), operator.close()])
      operatorDoor?.[Symbol.dispose]()
      await monitor[Symbol.asyncDispose]()
    },
  }
}
