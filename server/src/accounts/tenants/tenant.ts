import { type PeerHost, parsePeerHost } from '@isthmus/ocm'
import type { TenantId } from '../../platform/actor.ts'

/** One cloud of this installation: everything that other clouds know it by. */
export interface Tenant {
  readonly id: TenantId
  /** Canonical host[:port] that requests name. */
  readonly host: PeerHost
  /** Origin, without a slash at the end: `https://cloud.example`. */
  readonly publicUrl: string
}

/**
 * Reads the public URL of a tenant: a scheme and a host, nothing else, since a tenant is a host.
 * @returns `undefined` when it is anything else
 */
export function parsePublicUrl(input: string): { publicUrl: string; host: PeerHost } | undefined {
  const url = URL.parse(input)
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return undefined
  if (
    url.username !== '' ||
    url.password !== '' ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    return undefined
  }
  const host = parsePeerHost(url.origin)
  return host.ok ? { publicUrl: url.origin, host: host.host } : undefined
}

/**
 * Reads the `Host` of a request.
 * @returns `undefined` when it is no host[:port] and nothing else (RFC 9110 7.2)
 */
export function parseRequestHost(input: string): PeerHost | undefined {
  if (/[/\\?#@\s]/.test(input)) return undefined
  const parsed = parsePeerHost(input)
  return parsed.ok ? parsed.host : undefined
}
