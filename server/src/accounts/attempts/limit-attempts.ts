import type { TenantId } from '../../platform/actor.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { fault } from '../../platform/errors.ts'
import type { AccountsOptions } from '../accounts-context.ts'
import { type Attempt, attemptWindow, networkOf, waitingTime } from './attempt.ts'
import {
  deleteAttempt,
  deleteAttemptsOf,
  deleteOldAttempts,
  findAttempts,
  insertAttempt,
} from './attempt-repository.ts'

/** Who tries to sign in, and from where. */
export interface Attempter {
  readonly tenant: TenantId
  /** The key of a user name, whether there is such a user or not. */
  readonly name: string
  /** IP address of the client. */
  readonly address: string
}

/**
 * Verifies a password unless too many failed before. The attempt is written before its outcome is known, so that
 * however many come at once, at however many processes, no more are verified than may fail. A success makes those with
 * this name from this address forgotten.
 * @param verify - finds out, slowly
 * @throws IsthmusError `too-many-requests` with the seconds to wait
 */
export async function limitAttempts(
  context: AccountsOptions,
  attempter: Attempter,
  verify: () => Promise<boolean>,
): Promise<boolean> {
  const { database, ids } = context
  const { tenant } = attempter
  const attempt = attemptOf(context, attempter)
  // Outside of a transaction first: refusing must stay cheap.
  await refuseTooMany(database.read, tenant, attempt)
  const id = ids.uuid()
  await database.write(async (tx) => {
    await refuseTooMany(tx, tenant, attempt)
    await deleteOldAttempts(tx, attempt.at - attemptWindow)
    await insertAttempt(tx, tenant, id, attempt)
  })
  let right: boolean
  try {
    right = await verify()
  } catch (error) {
    await database.write((tx) => deleteAttempt(tx, id))
    throw error
  }
  if (right) await database.write((tx) => deleteAttemptsOf(tx, tenant, attempt))
  return right
}

function attemptOf({ sealer, clock }: AccountsOptions, { tenant, name, address }: Attempter): Attempt {
  return {
    nameHash: sealer.lookup(`attempt:name:${tenant}:${name}`),
    addressHash: sealer.lookup(`attempt:address:${networkOf(address)}`),
    at: clock.now(),
  }
}

async function refuseTooMany(
  executor: Tx | Database['read'],
  tenant: TenantId,
  attempt: Attempt,
): Promise<void> {
  const wait = waitingTime(await findAttempts(executor, tenant, attempt, attempt.at - attemptWindow), attempt)
  if (wait > 0) throw fault('too-many-requests', { retryAfter: Math.ceil(wait / 1000) })
}
