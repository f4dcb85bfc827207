import { formatOcmAddress, type OcmAddress, type PeerHost } from '@isthmus/ocm'
import type { TenantId, UserId } from '../platform/actor.ts'
import type { FederationContext } from './context.ts'
import type { SigningKeys } from './signing-keys.ts'

/** What an access token is issued for. */
export interface AccessTokenOrder {
  readonly shareId: number
  readonly recipient: OcmAddress
  /** The recipient's server, the only one that may use it. */
  readonly clientId: PeerHost
  readonly owner: UserId
  /** Seconds. */
  readonly lifetime: number
}

/** What a token of ours says. */
export interface AccessTokenClaims {
  readonly shareId: number
  readonly clientId: string
}

/** Issues a JWT by RFC 9068 that opens one share. Peers treat it as opaque. */
export async function issueAccessToken(
  context: FederationContext,
  keys: SigningKeys,
  tenantId: TenantId,
  order: AccessTokenOrder,
): Promise<string> {
  const [tenant, key] = await Promise.all([context.accounts.tenant(tenantId), keys.active(tenantId)])
  const issuedAt = Math.floor(context.clock.now() / 1000)
  const { SignJWT } = await import('jose')
  return new SignJWT({ client_id: order.clientId, share: String(order.shareId) })
    .setProtectedHeader({ alg: key.joseAlgorithm, typ: 'at+jwt', kid: key.keyId })
    .setIssuer(tenant.publicUrl)
    .setSubject(order.owner)
    .setAudience(formatOcmAddress(order.recipient))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + order.lifetime)
    .setJti(context.ids.uuid())
    .sign(key.keyObject)
}

/**
 * Reads a token of ours.
 * @returns `undefined` for everything that is none, or whose time is over
 */
export async function verifyAccessToken(
  context: FederationContext,
  keys: SigningKeys,
  tenantId: TenantId,
  token: string,
): Promise<AccessTokenClaims | undefined> {
  // Here and not above: it takes memory, and a server without shares for others has no use for it.
  const { decodeProtectedHeader, jwtVerify } = await import('jose')
  const kid = keyIdOf(() => decodeProtectedHeader(token))
  const key = kid === undefined ? undefined : await keys.verifying(tenantId, kid)
  if (key === undefined) return undefined
  const tenant = await context.accounts.tenant(tenantId)
  try {
    const { payload } = await jwtVerify(token, key.keyObject, {
      algorithms: [key.algorithm],
      issuer: tenant.publicUrl,
      typ: 'at+jwt',
      requiredClaims: ['exp', 'client_id', 'share', 'aud', 'sub', 'jti'],
      currentDate: new Date(context.clock.now()),
    })
    const { share, client_id: clientId } = payload
    if (typeof share !== 'string' || typeof clientId !== 'string') return undefined
    return { shareId: Number(share), clientId }
  } catch {
    return undefined
  }
}

/** `undefined` for a bare secret, and whatever else is no JWT. */
function keyIdOf(readHeader: () => { readonly kid?: string }): string | undefined {
  try {
    return readHeader().kid
  } catch {
    return undefined
  }
}
