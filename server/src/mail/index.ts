/**
 * Mail to people: what letters say, in their language, and how they reach an SMTP server.
 *
 * Other rooms decide who gets which letter and when. They write a job (`post`) in the transaction of what makes the
 * letter necessary, and when it runs, give the letter to the SMTP server (`deliver`): tokens in links are made then, and
 * are nowhere but in the mail.
 */
import type { JobOutcome, JobRun } from '../jobs/index.ts'
import type { TenantId } from '../platform/actor.ts'
import type { Tx } from '../platform/database/index.ts'
import { deliverLetter, mailboxOf } from './deliver-letter.ts'
import { inspectServer, type MailInspection } from './inspect-server.ts'
import type { Addressee, Cloud, Letter, LetterKind } from './letter.ts'
import { letterWindow, waitingTime } from './letter-limit.ts'
import { findEarlierLetters } from './letter-repository.ts'
import type { MailOptions } from './mail-context.ts'
import { type MailStatus, readStatus } from './mail-status.ts'
import { outcomeOf } from './outcome-of.ts'
import { type TestResult, testMail } from './test-mail.ts'

export type { MailInspection } from './inspect-server.ts'
export type { Addressee, Cloud, Letter, LetterKind, Notice } from './letter.ts'
export type { MailOptions } from './mail-context.ts'
export type { MailStatus } from './mail-status.ts'
export { createSmtpTransport, type Message } from './smtp/smtp-transport.ts'
export type { TestResult } from './test-mail.ts'

/** A job that ends in a letter. */
export interface LetterJob {
  /** Of the handler that will call `deliver`. */
  readonly kind: string
  readonly tenant: TenantId
  /** Ids of rows, never a secret. */
  readonly payload: Readonly<Record<string, string | number>>
  readonly orderKey?: string
  /** Not before, epoch milliseconds; at once when absent. */
  readonly runAt?: number
  /** From then on the letter makes no sense any more, epoch milliseconds. */
  readonly deadlineAt: number
}

/** What a handler says. */
export interface Delivering {
  readonly to: Addressee
  readonly letter: Letter
  /** The user who made this cloud write to what may be a stranger's address. */
  readonly cause?: string
}

export interface Mail {
  /** Whether a cloud has an SMTP server. @param executor - a transaction that asks */
  isConfigured(tenant: TenantId, executor?: Tx): Promise<boolean>
  /** How a cloud calls itself in its mail. */
  cloudOf(tenant: TenantId): Promise<Cloud>
  /** Writes a job into the transaction that makes a letter necessary; without an SMTP server it writes nothing. */
  post(tx: Tx, job: LetterJob): Promise<void>
  /** Gives a letter to the SMTP server, in the handler of a job that `post` wrote. */
  deliver(run: JobRun, delivering: Delivering): Promise<JobOutcome>
  /** How long a mailbox wants no more of a kind, milliseconds; 0 when one may go. */
  waitingTime(
    tenant: TenantId,
    to: { readonly address: string; readonly kind: LetterKind; readonly cause?: string },
  ): Promise<number>
  /** Sends a test now, and tells what came of it. When it was sent, what waits for another attempt does not wait on. */
  test(tenant: TenantId, to: Addressee): Promise<TestResult>
  status(tenant: TenantId): Promise<MailStatus>
  /** Looks whether the SMTP server can be reached and takes the sign-in; sends nothing. */
  inspect(tenant: TenantId): Promise<MailInspection>
}

export function createMail(context: MailOptions): Mail {
  const { database, clock, ids, sealer, jobs, settingsOf } = context
  return {
    isConfigured: async (tenant, executor) => (await settingsOf(tenant, executor)).smtp.host !== undefined,
    cloudOf: (tenant) => context.cloudOf(tenant),
    async post(tx, { payload, ...job }) {
      if ((await settingsOf(job.tenant, tx)).smtp.host === undefined) return
      await jobs.enqueue(tx, {
        ...job,
        payload: { ...payload, letter: ids.uuid() },
        peer: peerOf(job.tenant),
      })
    },
    async deliver(run, delivering) {
      const { tenant, payload, signal } = run
      const posting = { tenant, id: String(payload['letter']), signal, ...delivering }
      return outcomeOf(context, run, delivering.letter.kind, await deliverLetter(context, posting))
    },
    async waitingTime(tenant, { address, kind, cause = '' }) {
      const now = clock.now()
      const counted = { id: '', tenant, mailbox: mailboxOf(sealer, address), cause, kind }
      return waitingTime(kind, await findEarlierLetters(database.read, counted, now - letterWindow), now)
    },
    test: (tenant, to) => testMail(context, tenant, to, peerOf(tenant)),
    status: (tenant) => readStatus(context, tenant, peerOf(tenant)),
    inspect: (tenant) => inspectServer(context, tenant),
  }
}

/** What limits and the circuit breaker of jobs count a cloud's SMTP server by: its address is a setting, and may change. */
function peerOf(tenant: TenantId): string {
  return `smtp:${tenant}`
}
