import { formatOcmAddress, type OcmAddress, type PeerHost } from '@isthmus/ocm'

/** Of whom nothing is wanted: somebody at another server, or everybody there. */
export type Unwanted = OcmAddress | PeerHost

/** @returns `ann@cloud.example`, or `@cloud.example` for everybody there */
export function formatUnwanted(unwanted: Unwanted): string {
  return typeof unwanted === 'string' ? `@${unwanted}` : formatOcmAddress(unwanted)
}
