import { z } from 'zod'

/** The public keys of a server (RFC 7517 5). Each has a `kid`; whether it may be used is decided when it is. */
export interface JwkSet {
  keys: readonly ({ kid: string } & Record<string, unknown>)[]
}

const maxKeys = 100

const Jwk = z.looseObject({ kid: z.string().min(1).max(2048) })
const JwkSetDocument = z.object({ keys: z.array(z.unknown()).max(maxKeys) })

/**
 * Reads a set of at most 100 keys; undefined when it is none. Entries that no signature can name are left out
 * (RFC 7517 5: keys that are not understood are ignored).
 */
export function readJwkSet(json: unknown): JwkSet | undefined {
  const document = JwkSetDocument.safeParse(json)
  if (!document.success) return undefined
  const keys = document.data.keys.map((key) => Jwk.safeParse(key)).filter((key) => key.success)
  return { keys: keys.map((key) => key.data) }
}
