import { readFile } from 'node:fs/promises'
import type { Config } from '../config/index.ts'
import { createOutbound, type Outbound, type OutboundOptions } from './outbound.ts'

/**
 * The door to other servers, as it is configured.
 * @throws {Error} when an authority or a client certificate cannot be read
 */
export async function openOutbound(
  config: Config,
  given: Pick<OutboundOptions, 'clock' | 'log' | 'metrics' | 'local'>,
): Promise<Outbound> {
  const { ca, identities, ...settings } = config.outbound
  const [authorities, certificates] = await Promise.all([
    Promise.all(ca.map((file) => readFile(file, 'utf8'))),
    Promise.all(Object.entries(identities).map(readIdentity)),
  ])
  return createOutbound({
    ...settings,
    allowHttp: config.federation.allowHttpFallback,
    allowPrivateNetworks: config.federation.allowPrivateNetworks,
    authorities,
    identities: Object.fromEntries(certificates),
    ...given,
  })
}

async function readIdentity([name, files]: [string, { readonly cert: string; readonly key: string }]) {
  const [cert, key] = await Promise.all([readFile(files.cert), readFile(files.key)])
  return [name, { cert, key }] as const
}
