import type { Discovery } from '@isthmus/ocm'

/** Whether a server exchanges secrets for access tokens. In OCM 1.2 the place was fixed and not announced. */
export function givesTokens({ tokenEndPoint, capabilities }: Discovery): boolean {
  return tokenEndPoint !== undefined || capabilities.includes('exchange-token')
}
