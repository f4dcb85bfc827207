/**
 * What opens a received share at its sender: an access token, exchanged for the secret and kept until shortly before
 * it ends, or the secret itself where the sender allows it (OCM 1.4, Resource Access).
 */
import type { Access, Discovery, TokenExchange } from '@isthmus/ocm'
import type { MountsContext } from './context.ts'
import { givesTokens } from './gives-tokens.ts'
import { secretContext } from './received-share.ts'
import type { StoredReceivedShare } from './received-share-repository.ts'

export interface PeerCredentials {
  /**
   * The value of the `Authorization` header.
   * @throws CredentialRefused when the sender gives no token and the secret may not be used
   */
  authorization(
    share: StoredReceivedShare,
    discovery: Discovery,
    scheme: OpenAccess['scheme'],
  ): Promise<string>
  /** The sender did not take the token: the next request gets a new one. */
  forget(shareId: number): void
}

type OpenAccess = Extract<Access, { ok: true }>

/** The sender gives no access. `passing`: it is in trouble, rather than unwilling. */
export class CredentialRefused extends Error {
  override readonly name = 'CredentialRefused'
  readonly passing: boolean

  constructor(reason: string, passing: boolean) {
    super(`no access: ${reason}`)
    this.passing = passing
  }
}

/** What an exchange gave: something to show, or a refusal. */
type Kept = { readonly until: number } & (
  | { readonly authorization: string }
  | { readonly refusal: CredentialRefused }
)

/** A token is renewed this long before its end, in milliseconds; a short one at half its time. */
const margin = 30_000
/** For how long the secret is used after an exchange that need not have been did not work. */
const secretFor = 5 * 60_000
/** For how long the refusal of a sender that is not in trouble is believed. */
const refusedFor = 10_000
const maxKept = 10_000

export function createPeerCredentials(context: MountsContext): PeerCredentials {
  const { clock } = context
  const kept = new Map<number, Kept & { secretLookup: string }>()
  const asking = new Map<string, Promise<Kept>>()

  return {
    async authorization(share, discovery, scheme) {
      if (scheme === 'basic') return `Basic ${Buffer.from(`${secretOf(context, share)}:`).toString('base64')}`
      const answer = remembered(share) ?? (await once(share, discovery))
      if ('refusal' in answer) throw answer.refusal
      return answer.authorization
    },
    forget(shareId) {
      kept.delete(shareId)
    },
  }

  function remembered({ id, secretLookup }: StoredReceivedShare): Kept | undefined {
    const known = kept.get(id)
    // The sender may have announced the share anew, with another secret.
    if (known?.secretLookup === secretLookup && known.until > clock.now()) return known
    kept.delete(id)
    return undefined
  }

  async function once(share: StoredReceivedShare, discovery: Discovery): Promise<Kept> {
    const key = `${share.id} ${share.secretLookup}`
    const running = asking.get(key) ?? obtain(context, share, discovery).finally(() => asking.delete(key))
    asking.set(key, running)
    const obtained = await running
    kept.delete(share.id)
    kept.set(share.id, { ...obtained, secretLookup: share.secretLookup })
    const [oldest] = kept.keys()
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest)
    return obtained
  }
}

async function obtain(
  context: MountsContext,
  share: StoredReceivedShare,
  discovery: Discovery,
): Promise<Kept> {
  const { clock, federation } = context
  const secret = secretOf(context, share)
  const bare = { authorization: `Bearer ${secret}`, until: clock.now() + secretFor }
  if (!givesTokens(discovery) && !share.mustExchangeToken) return bare
  const exchange = await federation.exchangeToken(share.tenant, discovery, secret)
  if (exchange.ok) return token(exchange, clock.now())
  // OCM 1.4, Resource Access: without the requirement, a failed exchange MUST fall back to the secret.
  if (!share.mustExchangeToken) return bare
  const refusal = new CredentialRefused(exchange.reason, exchange.retry)
  // A sender in trouble is left alone for as long as the circuit says; what it lets through has to find out.
  return { refusal, until: exchange.retry ? clock.now() : clock.now() + refusedFor }
}

function token({ accessToken, expiresInMs }: Extract<TokenExchange, { ok: true }>, now: number): Kept {
  const usableMs = expiresInMs - Math.min(margin, expiresInMs / 2)
  return { authorization: `Bearer ${accessToken}`, until: now + usableMs }
}

function secretOf(context: MountsContext, share: StoredReceivedShare): string {
  return context.sealer.open(share.secretSealed, secretContext(share.id))
}
