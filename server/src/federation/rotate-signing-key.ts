import { requireAdmin } from '../accounts/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import { fault } from '../platform/errors.ts'
import { because } from '../platform/fault-reasons.ts'
import type { FederationContext } from './context.ts'
import { makeSigningKey } from './make-signing-key.ts'
import {
  publishedAfter,
  publishedBefore,
  type SigningKeyState,
  type StoredSigningKey,
  signingOne,
  stateOfKey,
} from './signing-key.ts'
import { deleteSigningKeys, insertSigningKey, listSigningKeys } from './signing-key-repository.ts'

/** What may be shown of a key. */
export interface SigningKeyView {
  readonly kid: string
  /** In the spelling of JOSE. */
  readonly algorithm: string
  readonly state: SigningKeyState
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Epoch milliseconds from which it signs. */
  readonly signsFrom: number
}

/** The keys of a tenant, newest first. @throws IsthmusError `forbidden` */
export async function describeSigningKeys(
  { database, clock }: FederationContext,
  actor: Actor,
): Promise<SigningKeyView[]> {
  requireAdmin(actor)
  const keys = await listSigningKeys(database.read, actor.tenant)
  return keys.map((key) => viewOf(key, keys, clock.now()))
}

/**
 * Makes a new key for a tenant. It is published at once, and signs when everybody who keeps our keys has it; what the
 * former one has signed can be verified for a day longer.
 * @param order.immediately - the keys are in wrong hands: the new one signs from now on, and no other is published.
 *   Servers that do not ask anew when they meet an unknown key refuse our messages until they do
 * @throws IsthmusError `forbidden`; `conflict` while a new key waits to be used
 */
export async function rotateSigningKey(
  context: FederationContext,
  actor: Actor,
  { immediately }: { readonly immediately: boolean },
): Promise<SigningKeyView> {
  requireAdmin(actor)
  const key = await makeSigningKey(context, actor.tenant)
  await context.database.write(async (tx) => {
    const present = await listSigningKeys(tx, actor.tenant)
    const dropped = immediately ? present : former(present, key.createdAt)
    await deleteSigningKeys(
      tx,
      dropped.map(({ kid }) => kid),
    )
    // Never as old as another one: the order decides which of them signs.
    const createdAt = Math.max(key.createdAt, (present[0]?.createdAt ?? 0) + 1)
    await storeSigningKey(context, tx, actor, { ...key, createdAt })
    if (dropped.length === 0) return
    await context.activity.record(tx, actor, {
      action: 'signing-key.deleted',
      subjectKind: 'signing-key',
      subjectId: dropped.map(({ kid }) => kid).join(' '),
    })
  })
  const keys = await listSigningKeys(context.database.read, actor.tenant)
  return viewOf(keys.find(({ kid }) => kid === key.kid) ?? key, keys, context.clock.now())
}

/** Stores a key with its line in the audit trail. */
export async function storeSigningKey(
  { activity }: FederationContext,
  tx: Tx,
  actor: Actor,
  key: StoredSigningKey,
): Promise<void> {
  await insertSigningKey(tx, actor.tenant, key)
  await activity.record(tx, actor, {
    action: 'signing-key.created',
    subjectKind: 'signing-key',
    subjectId: key.kid,
  })
}

/**
 * The keys that nobody needs any more.
 * @throws IsthmusError `conflict`
 */
function former(keys: readonly StoredSigningKey[], now: number): readonly StoredSigningKey[] {
  const signing = signingOne(keys, now)
  if (signing === undefined) return []
  if (signing !== keys[0]) {
    throw fault('conflict', {
      because: because('key-published'),
    })
  }
  const began = signing.createdAt + publishedBefore
  return began + publishedAfter <= now ? keys.filter((key) => key !== signing) : []
}

function viewOf(key: StoredSigningKey, keys: readonly StoredSigningKey[], now: number): SigningKeyView {
  const { kid, publicJwk, createdAt } = key
  const state = stateOfKey(key, keys, now)
  const signsFrom = key === keys.at(-1) ? createdAt : createdAt + publishedBefore
  return { kid, algorithm: publicJwk.alg, state, createdAt, signsFrom }
}
