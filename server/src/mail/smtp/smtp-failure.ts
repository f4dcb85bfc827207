/** Why the SMTP server did not take a letter. */
export type SmtpFailureReason = keyof typeof failureWords

/** What a person can do about each reason. `said` beside it is what the server said. */
const failureWords = {
  'not-configured': {
    message: 'This cloud has no SMTP server.',
    remedy: 'Choose one: mail.smtp.host, and what else your provider says.',
  },
  'host-unknown': {
    message: 'The name of the SMTP server is not known.',
    remedy: 'Check mail.smtp.host, and that this machine can look names up.',
  },
  'connection-refused': {
    message: 'Nothing listens at this address and port.',
    remedy: 'Check mail.smtp.host and mail.smtp.port; 587 belongs to starttls, 465 to tls, 25 to none.',
  },
  unreachable: {
    message: 'There is no way to the SMTP server.',
    remedy: 'Check the network of this machine; many providers close port 25, so use 587 or 465.',
  },
  'forbidden-address': {
    message: 'The SMTP server is at an address where none can be: link-local, or reserved.',
    remedy: 'Check mail.smtp.host.',
  },
  'timed-out': {
    message: 'The SMTP server did not answer in time.',
    remedy:
      'Check mail.smtp.port and mail.smtp.security: a server that waits for TLS says nothing to one that does not begin with it. A firewall may be in between, too.',
  },
  'connection-lost': {
    message: 'The SMTP server hung up.',
    remedy: 'Try again. When that stays so, its log says why.',
  },
  'no-starttls': {
    message: 'The SMTP server does not offer to change to TLS.',
    remedy: 'Set mail.smtp.security to tls, or to none for a relay in your own network.',
  },
  certificate: {
    message: 'The certificate of the SMTP server is not valid for its name, or nobody known has issued it.',
    remedy:
      'Set mail.smtp.host to a name that is in the certificate. For a company’s own authority the operator sets outbound.ca.',
  },
  'tls-failed': {
    message: 'No encrypted connection to the SMTP server came about.',
    remedy: 'Check mail.smtp.security: tls belongs to port 465, starttls to 587.',
  },
  'sign-in-refused': {
    message: 'The SMTP server refused the user name or the password.',
    remedy:
      'Check mail.smtp.username and mail.smtp.password. Some providers want a password made for this program.',
  },
  'sender-refused': {
    message: 'The SMTP server does not send for this sender.',
    remedy: 'Set mail.from to an address that your provider lets you use, and sign in when it asks for that.',
  },
  'recipient-refused': {
    message: 'The SMTP server refused the address of the recipient.',
    remedy: 'Check the address.',
  },
  'message-refused': {
    message: 'The SMTP server refused the mail itself.',
    remedy: 'See what it said; it may take it for unwanted.',
  },
  'try-later': {
    message: 'The SMTP server asks to come again later.',
    remedy: 'Nothing needs to be done: it is tried again, for as long as the mail makes sense.',
  },
  'protocol-error': {
    message: 'What answers there does not speak SMTP.',
    remedy: 'Check mail.smtp.host and mail.smtp.port.',
  },
  'too-many-mails': {
    message: 'This mailbox has got too many mails of this kind lately.',
    remedy: 'Wait an hour.',
  },
} as const

/** A reason in the form in which people see it. */
export interface MailFault {
  /** Stable. */
  readonly slug: SmtpFailureReason
  readonly message: string
  readonly remedy: string
}

export function mailFault(slug: SmtpFailureReason): MailFault {
  return { slug, ...failureWords[slug] }
}

/** A slug that was stored. */
export function isFailureReason(text: string): text is SmtpFailureReason {
  return Object.hasOwn(failureWords, text)
}
