import type { Kysely } from 'kysely'
import type { TenantId } from '../platform/actor.ts'
import type { Schema, Tx } from '../platform/database/index.ts'
import type { LetterKind } from './letter.ts'
import type { EarlierLetters } from './letter-limit.ts'

/** A letter that counts. */
export interface CountedLetter {
  /** The same for all attempts. */
  readonly id: string
  readonly tenant: TenantId
  /** Keyed hash of the address. */
  readonly mailbox: string
  /** The user who made this cloud write to what may be a stranger's address; the empty string when nobody did. */
  readonly cause: string
  readonly kind: LetterKind
  /** Epoch milliseconds. */
  readonly at: number
}

/** Letters of the same kind to the same mailbox or of the same cause, besides this one. @param since - epoch milliseconds */
export async function findEarlierLetters(
  executor: Kysely<Schema>,
  { id, tenant, mailbox, cause, kind }: Omit<CountedLetter, 'at'>,
  since: number,
): Promise<EarlierLetters> {
  const rows = await executor
    .selectFrom('mail_letters')
    .select(['mailbox', 'cause', 'at'])
    .where('kind', '=', kind)
    .where('tenant_id', '=', tenant)
    .where('id', '!=', id)
    .where('at', '>', since)
    .where((eb) =>
      eb.or([
        eb('mailbox', '=', mailbox),
        ...(cause === '' ? [] : [eb.and([eb('cause', '=', cause), eb('cause', '!=', '')])]),
      ]),
    )
    .execute()
  return {
    toMailbox: rows.filter((row) => row.mailbox === mailbox).map(({ at }) => at),
    byCause: rows.filter((row) => cause !== '' && row.cause === cause).map(({ at }) => at),
  }
}

/** Counts a letter, once for all of its attempts. */
export async function insertLetter(tx: Tx, letter: CountedLetter): Promise<void> {
  const { tenant, ...rest } = letter
  await tx
    .insertInto('mail_letters')
    .values({ tenant_id: tenant, ...rest })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Forgets what does not count any more. */
export async function deleteOldLetters(tx: Tx, before: number): Promise<void> {
  await tx.deleteFrom('mail_letters').where('at', '<=', before).execute()
}
