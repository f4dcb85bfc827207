import type { PublicJwk } from '@isthmus/http-signatures'

/** A key of a tenant, as it is stored. */
export interface StoredSigningKey {
  readonly kid: string
  readonly publicJwk: PublicJwk
  /** Private JWK, sealed. */
  readonly privateSealed: string
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** `next`: published, and not yet in use; `former`: published for what it has signed, and dropped later on. */
export type SigningKeyState = 'next' | 'signing' | 'former'

/**
 * Milliseconds for which a key is published before it signs: others may keep our keys for an hour, as the answer at
 * `/.well-known/jwks.json` allows, and a message that they cannot verify is refused for good.
 */
export const publishedBefore = 2 * 3_600_000

/** Milliseconds after which nothing is under way any more that a former key has signed. */
export const publishedAfter = 24 * 3_600_000

/**
 * Which key signs: the newest that has been published for long enough, else the oldest.
 * @param keys - newest first
 */
export function signingOne<Key extends Pick<StoredSigningKey, 'createdAt'>>(
  keys: readonly Key[],
  now: number,
): Key | undefined {
  return keys.find(({ createdAt }) => createdAt + publishedBefore <= now) ?? keys.at(-1)
}

/** @param keys - newest first, among them `key` */
export function stateOfKey<Key extends Pick<StoredSigningKey, 'createdAt'>>(
  key: Key,
  keys: readonly Key[],
  now: number,
): SigningKeyState {
  const signing = signingOne(keys, now)
  if (key === signing) return 'signing'
  return signing !== undefined && keys.indexOf(key) < keys.indexOf(signing) ? 'next' : 'former'
}
