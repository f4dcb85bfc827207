import type { TenantId } from '../platform/actor.ts'
import type { Addressee, Cloud, Letter } from './letter.ts'
import { letterHtml } from './letter-html.ts'
import { letterWindow, waitingTime } from './letter-limit.ts'
import { deleteOldLetters, findEarlierLetters, insertLetter } from './letter-repository.ts'
import { letterText } from './letter-text.ts'
import type { MailOptions } from './mail-context.ts'
import { oneLine } from './one-line.ts'
import type { Message, Sent } from './smtp/smtp-transport.ts'
import { noteFailure, noteSuccess } from './state-repository.ts'
import { writeLetter } from './write-letter.ts'

/** One letter to one person. */
export interface Posting {
  readonly tenant: TenantId
  /** The same for all attempts: a mailbox that gets it twice can tell. */
  readonly id: string
  readonly to: Addressee
  readonly letter: Letter
  /** The user who made this cloud write to what may be a stranger's address. */
  readonly cause?: string
  readonly signal: AbortSignal
}

/** What came of an attempt; `waitMs`: how long the mailbox wants no more of this kind. */
export type Delivery =
  | Sent
  | { readonly ok: false; readonly reason: 'not-configured' }
  | { readonly ok: false; readonly reason: 'too-many-mails'; readonly waitMs: number }

/**
 * Writes a letter and gives it to the SMTP server of its cloud; notes how that went.
 * @throws when the signal is aborted
 */
export async function deliverLetter(context: MailOptions, posting: Posting): Promise<Delivery> {
  const { clock, database, logger, metrics, transport } = context
  const { tenant, letter, signal } = posting
  const { smtp, from, language } = await context.settingsOf(tenant)
  if (smtp.host === undefined) return { ok: false, reason: 'not-configured' }
  const waitMs = await count(context, posting)
  if (waitMs > 0) {
    logger.info('mail.held-back', { tenant, kind: letter.kind, waitMs })
    return { ok: false, reason: 'too-many-mails', waitMs }
  }

  const cloud = await context.cloudOf(tenant)
  const to = { language, ...posting.to }
  const message = compose({ ...posting, to }, cloud, from ?? usualSender(cloud), clock.now())
  const timed = metrics.mailDuration.start()
  const ehlo = new URL(cloud.url).hostname
  const sent = await transport.send({ ...smtp, host: smtp.host }, message, { ehlo, signal })
  timed({})
  const facts = { tenant, kind: letter.kind, messageId: message.id }
  if (sent.ok) logger.info('mail.sent', { ...facts, said: sent.said })
  else
    logger.warn('mail.not-sent', {
      ...facts,
      reason: sent.reason,
      said: sent.said,
      permanent: sent.permanent,
    })
  await database.write((tx) => {
    if (sent.ok) return noteSuccess(tx, tenant, clock.now())
    const { reason, said } = sent
    return noteFailure(tx, tenant, { at: clock.now(), reason, ...(said !== undefined && { said }) })
  })
  return sent
}

/** Counts the letter before it leaves, so that however many leave at once, no more do than may. @returns how long to wait */
async function count(
  { database, clock, sealer }: MailOptions,
  { tenant, id, to, letter, cause = '' }: Posting,
): Promise<number> {
  const counted = { id, tenant, mailbox: mailboxOf(sealer, to.address), cause, kind: letter.kind }
  return database.write(async (tx) => {
    const now = clock.now()
    const wait = waitingTime(letter.kind, await findEarlierLetters(tx, counted, now - letterWindow), now)
    if (wait > 0) return wait
    await deleteOldLetters(tx, now - letterWindow)
    await insertLetter(tx, { ...counted, at: now })
    return 0
  })
}

/** What a mailbox is counted by. Case does not matter. */
export function mailboxOf(sealer: MailOptions['sealer'], address: string): string {
  return sealer.lookup(`mailbox:${address.toLowerCase()}`)
}

/** The sender for a cloud that has not chosen one. */
export function usualSender({ url }: Cloud): string {
  return `no-reply@${new URL(url).hostname}`
}

function compose({ id, to, letter }: Posting, cloud: Cloud, from: string, now: number): Message {
  const { hostname } = new URL(cloud.url)
  const written = writeLetter(letter, to, cloud)
  const { unsubscribeUrl } = written
  return {
    from: { name: oneLine(cloud.name), address: from },
    to: { name: '', address: to.address },
    id: `${id}@${hostname}`,
    subject: written.subject,
    text: letterText(written),
    html: letterHtml(written),
    headers: {
      // RFC 3834 5: nobody's automatic answer is to come back.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      // RFC 2369 3.2
      ...(unsubscribeUrl !== undefined && { 'List-Unsubscribe': `<${unsubscribeUrl}>` }),
    },
    date: now,
  }
}
