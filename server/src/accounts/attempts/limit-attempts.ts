import type { TenantId } from '../../platform/actor.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { fault, IsthmusError } from '../../platform/errors.ts'
import type { AccountsContext, AccountsOptions } from '../accounts-context.ts'
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

/** What counting attempts needs. */
export type AttemptsContext = AccountsOptions & Pick<AccountsContext, 'unwritten'>

/**
 * Verifies a password unless too many failed before. The attempt is written before its outcome is known, so that
 * however many come at once, at however many processes, no more are verified than may fail; on a full disk this process
 * counts for itself. A success makes those with this name from this address forgotten.
 * @param verify - finds out, slowly
 * @throws IsthmusError `too-many-requests` with the seconds to wait
 */
export async function limitAttempts(
  context: AttemptsContext,
  attempter: Attempter,
  verify: () => Promise<boolean>,
): Promise<boolean> {
  const { database, unwritten } = context
  const { tenant } = attempter
  const attempt = attemptOf(context, attempter)
  // Outside of a transaction first: refusing must stay cheap.
  await refuseTooMany(context, database.read, tenant, attempt)
  const takeBack = await note(context, tenant, attempt)
  let right: boolean
  try {
    right = await verify()
  } catch (error) {
    await takeBack()
    throw error
  }
  if (right) {
    unwritten.forget(tenant, attempt)
    await database.write((tx) => deleteAttemptsOf(tx, tenant, attempt)).catch(ignoreFullDisk)
  }
  return right
}

/** @returns what makes it forgotten */
async function note(
  context: AttemptsContext,
  tenant: TenantId,
  attempt: Attempt,
): Promise<() => Promise<void>> {
  const { database, ids, unwritten } = context
  const id = ids.uuid()
  try {
    await database.write(async (tx) => {
      await refuseTooMany(context, tx, tenant, attempt)
      await deleteOldAttempts(tx, attempt.at - attemptWindow)
      await insertAttempt(tx, tenant, id, attempt)
    })
    return () => database.write((tx) => deleteAttempt(tx, id))
  } catch (error) {
    ignoreFullDisk(error)
    if (!unwritten.note(tenant, attempt)) throw error
    return async () => unwritten.forget(tenant, attempt)
  }
}

function ignoreFullDisk(error: unknown): void {
  if (!(error instanceof IsthmusError && error.code === 'storage-full')) throw error
}

function attemptOf({ sealer, clock }: AccountsOptions, { tenant, name, address }: Attempter): Attempt {
  return {
    nameHash: sealer.lookup(`attempt:name:${tenant}:${name}`),
    addressHash: sealer.lookup(`attempt:address:${networkOf(address)}`),
    at: clock.now(),
  }
}

async function refuseTooMany(
  { unwritten }: AttemptsContext,
  executor: Tx | Database['read'],
  tenant: TenantId,
  attempt: Attempt,
): Promise<void> {
  const written = await findAttempts(executor, tenant, attempt, attempt.at - attemptWindow)
  const wait = waitingTime([...written, ...unwritten.find(tenant, attempt)], attempt)
  if (wait > 0) throw fault('too-many-requests', { retryAfter: Math.ceil(wait / 1000) })
}
