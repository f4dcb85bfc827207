import { importPublicJwk, isRefusal } from '@isthmus/http-signatures'
import { type Discovery, fetchKeys, type JwkSet } from '@isthmus/ocm'
import { type Fault, type FaultSlug, fault } from './fault.ts'
import type { Looking } from './look.ts'

/** The keys of a server as they are now, and what is wrong with them. */
export interface KeyFinding {
  readonly keys?: JwkSet
  readonly faults: readonly Fault[]
}

/** @param known - its keys as they were before */
export async function diagnoseKeys(
  { send }: Looking,
  discovery: Discovery,
  known: JwkSet | undefined,
): Promise<KeyFinding> {
  if (!discovery.capabilities.includes('http-sig') && discovery.jwksUri === undefined) return { faults: [] }
  const fetched = await fetchKeys(discovery, { send })
  if (!fetched.ok) {
    const { reason, detail } = fetched
    return { faults: [fault(slugs[reason] ?? 'keys-missing', `${reason} ${detail}`)] }
  }
  const { keys } = fetched
  const usable = keys.keys.some((key) => !isRefusal(importPublicJwk(key)))
  return {
    keys,
    faults: [
      ...(usable
        ? []
        : [fault('key-algorithm-unknown', keys.keys.map(({ alg }) => String(alg)).join(', ') || 'no keys')]),
      ...keys.keys.flatMap((key) => (isReplaced(key, known) ? [fault('key-changed', key.kid)] : [])),
    ],
  }
}

const slugs: Readonly<Record<string, FaultSlug | undefined>> = {
  insecure: 'keys-insecure',
  'not-json': 'keys-not-a-set',
  'not-a-key-set': 'keys-not-a-set',
}

type Key = JwkSet['keys'][number]

function isReplaced(key: Key, known: JwkSet | undefined): boolean {
  const before = known?.keys.find(({ kid }) => kid === key.kid)
  return before !== undefined && materialOf(before) !== materialOf(key)
}

/** The public halves of RFC 7518 6 and RFC 8037 2. */
function materialOf(key: Key): string {
  const { kty, crv, x, y, n, e } = key as Readonly<Record<string, unknown>>
  return JSON.stringify([kty, crv, x, y, n, e])
}
