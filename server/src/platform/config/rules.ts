import { isIPv4 } from 'node:net'
import type { ConfigProblem } from './config-error.ts'
import type { ConfigSource } from './layer.ts'
import type { Config } from './schema.ts'

/** What must hold between settings that are each right by themselves. */
export function checkRules(
  config: Config,
  sources: ReadonlyMap<string, ConfigSource>,
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = []
  const report = (key: string, value: string, message: string, remedy: string): void => {
    problems.push({ key, value, place: sources.get(key)?.place || 'default', message, remedy })
  }
  const { tls, publicUrl, listen, federation } = config

  if (tls.cert !== undefined && tls.key === undefined) {
    report('tls.cert', tls.cert, 'a certificate without its key', 'Set tls.key as well.')
  }
  if (tls.key !== undefined && tls.cert === undefined) {
    report('tls.key', tls.key, 'a key without its certificate', 'Set tls.cert as well.')
  }
  if (listen.port === 0 && sources.get('publicUrl')?.layer === 'derived') {
    report(
      'listen',
      `${listen.host}:0`,
      'the system chooses the port, so the public address is not known',
      'Set publicUrl, or listen on a fixed port.',
    )
  }
  if (!isReachableForOthers(publicUrl, federation)) {
    report(
      'publicUrl',
      publicUrl,
      'other servers reach this one over https only',
      'Use https, or for tests set federation.allowHttpFallback.',
    )
  }
  return problems
}

/** Whether other servers would come to an address: over https, or http where that was allowed or stays on the machine. */
export function isReachableForOthers(
  publicUrl: string,
  { allowHttpFallback }: Pick<Config['federation'], 'allowHttpFallback'>,
): boolean {
  const { protocol, hostname } = new URL(publicUrl)
  return protocol !== 'http:' || isLoopbackName(hostname) || allowHttpFallback
}

/** @param hostname - as `URL` gives it, so every spelling of an IPv4 address is already in dotted form */
function isLoopbackName(hostname: string): boolean {
  if (isIPv4(hostname)) return hostname.startsWith('127.')
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]'
}
