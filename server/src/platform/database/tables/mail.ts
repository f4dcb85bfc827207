export interface MailTables {
  mail_states: MailStateTable
  mail_letters: MailLetterTable
}

/** How sending went lately. */
interface MailStateTable {
  tenant_id: number
  succeeded_at: number | null
  failed_at: number | null
  /** Stable slug of the last failure. */
  failure: string | null
  /** What the SMTP server said then. */
  said: string | null
}

/** What was sent to a mailbox, or was tried to, in the last day. */
interface MailLetterTable {
  /** The same for all attempts. */
  id: string
  tenant_id: number
  /** Keyed hash of the address. */
  mailbox: string
  /** The user who made this cloud write to an address that may be a stranger's; the empty string when nobody did. */
  cause: string
  /** `verification`, `notifications` … */
  kind: string
  at: number
}
