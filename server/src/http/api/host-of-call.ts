import { type OcmAddress, type PeerHost, parseOcmAddress, parsePeerHost } from '@isthmus/ocm'
import { fault } from '../../platform/errors.ts'
import { because } from '../../platform/fault-reasons.ts'
import type { Call } from '../route.ts'

/** The server that the URL names. @throws IsthmusError `invalid-address` */
export function hostOfCall({ params }: Pick<Call, 'params'>): PeerHost {
  const host = parsePeerHost(params['host'] ?? '')
  if (host.ok) return host.host
  throw fault('invalid-address', { because: because('not-a-server') })
}

/**
 * The person at another server that the URL names, or, by `@` and the server, everybody there.
 * @throws IsthmusError `invalid-address`
 */
export function unwantedOfCall({ params }: Pick<Call, 'params'>): OcmAddress | PeerHost {
  const text = params['address'] ?? ''
  const address = parseOcmAddress(text)
  if (address.ok) return address.address
  const host = parsePeerHost(text.trim().replace(/^@/, ''))
  if (text.trim().startsWith('@') && host.ok) return host.host
  throw fault('invalid-address', {
    because: because('not-a-sender'),
  })
}
