import { withDeadline } from './deadline.ts'
import type { DiscoverOptions } from './discovery.ts'
import { freshnessOf } from './freshness.ts'
import { documentTimeoutMs, getJson, type JsonFailureReason } from './get-json.ts'
import { transportFailure } from './transport-failure.ts'
import type { Validators } from './validators.ts'
import type { Discovery } from './wire/discovery.ts'
import { type JwkSet, readJwkSet } from './wire/jwk-set.ts'

/** A key set as it was fetched, and what to ask with whether it has changed. Plain data, to be stored. */
export interface KnownKeys {
  keys: JwkSet
  validators?: Validators
}

/** The outcome of `fetchKeys`. */
export type FetchKeysResult =
  | ({
      ok: true
      /** How long they may be used without asking again, milliseconds. */
      freshForMs: number
    } & KnownKeys)
  | {
      ok: false
      /** `no-keys`: the server does not publish any. `insecure`: it does so over http. */
      reason: JsonFailureReason | 'no-keys' | 'insecure' | 'not-a-key-set'
      detail: string
    }

/** Fetches the keys that a server signs with. The set may be on another host (OCM 1.5). */
export async function fetchKeys(
  discovery: Discovery,
  options: Omit<DiscoverOptions, 'allowHttpFallback' | 'known'> & { known?: KnownKeys },
): Promise<FetchKeysResult> {
  const url = keysUrl(discovery)
  if (!url) return { ok: false, reason: 'no-keys', detail: 'neither jwksUri nor http-sig' }
  // OCM 1.4, Signing: the key set is served over https; http is for set-ups where the server itself is on http.
  if (discovery.scheme === 'https' && !url.startsWith('https:')) {
    return { ok: false, reason: 'insecure', detail: 'the jwksUri is not https' }
  }
  try {
    const { send, known, timeoutMs = documentTimeoutMs } = options
    const read = await withDeadline(timeoutMs, options.signal, (signal) =>
      getJson(url, { send, signal, known }),
    )
    if (!read.ok) return read
    const freshForMs = freshnessOf(read.headers)
    if (read.unchanged) return { ok: true, ...read.unchanged, freshForMs }
    const keys = readJwkSet(read.json)
    if (!keys) return { ok: false, reason: 'not-a-key-set', detail: 'no usable member keys' }
    return { ok: true, keys, freshForMs, ...(read.validators ? { validators: read.validators } : {}) }
  } catch (error) {
    options.signal?.throwIfAborted()
    return { ok: false, ...transportFailure(error) }
  }
}

/** Until OCM 1.4 the place was fixed and not announced. */
function keysUrl({ jwksUri, capabilities, scheme, host }: Discovery): string | undefined {
  if (jwksUri) return jwksUri
  return capabilities.includes('http-sig') ? `${scheme}://${host}/.well-known/jwks.json` : undefined
}
