import type { MailFaultObject, MailObject } from '../mail-object.ts'
import { showMoment } from '../moment.ts'
import type { Operator } from '../operator-client.ts'
import { type Finding, ok, skipped, wrong } from './finding.ts'

/** The ways to a server that runs. */
export interface MailSurroundings {
  readonly server: Pick<Operator, 'ask'>
  /** The way to one of its clouds. @param host - of the cloud */
  openCloud(host: string): Promise<Operator>
}

/** Whether the clouds of this server can send mail, and what has become of what they have sent. */
export async function lookAtMail({ server, openCloud }: MailSurroundings): Promise<Finding[]> {
  const { tenants } = await server.ask<{ tenants: { host: string }[] }>('GET', '/api/v1/tenants')
  const findings: Finding[] = []
  for (const { host } of tenants) {
    await using cloud = await openCloud(host)
    const which = tenants.length === 1 ? '' : ` of ${host}`
    findings.push(...(await lookAtMailOf(cloud, which)))
  }
  return findings
}

async function lookAtMailOf(cloud: Pick<Operator, 'ask'>, which: string): Promise<Finding[]> {
  const mail = await cloud.ask<MailObject>('GET', '/api/v1/mail')
  if (!mail.configured) return [skipped(`mail${which}`, noMail)]
  return [await lookAtServer(cloud, mail, `mail server${which}`), lookAtLetters(mail, `mail${which}`)]
}

const noMail =
  'This cloud sends no mail. Without an SMTP server (mail.smtp.host) nobody can reset a password by themselves.'

async function lookAtServer(
  cloud: Pick<Operator, 'ask'>,
  { host, port, security, username }: MailObject,
  check: string,
): Promise<Finding> {
  const place = `${host}:${port} (${security})`
  const { fault, said } = await cloud.ask<{ fault: MailFaultObject | null; said: string | null }>(
    'GET',
    '/api/v1/mail/inspection',
  )
  if (fault !== null) return wrong(check, `${place}: ${fault.message}${quote(said)}`, fault.remedy)
  const login = username === null ? 'nobody signs in' : `${username} can sign in`
  return ok(check, `${place} answers, ${login}`)
}

/** An SMTP server that answers may still refuse the sender, or everything. */
function lookAtLetters(
  { from, inTrouble, lastFailure, lastSuccessAt, waiting, dead }: MailObject,
  check: string,
): Finding {
  if (inTrouble && lastFailure !== null) {
    const { at, message, said, remedy } = lastFailure
    return wrong(
      check,
      `The mail server did not take the last mail, ${showMoment(at)}: ${message}${quote(said)}`,
      `${remedy} Then send a test mail: isthmus mail test ADDRESS.`,
    )
  }
  if (dead > 0) {
    return wrong(
      check,
      `${dead} were given up.`,
      'See isthmus jobs list --dead, and use isthmus jobs retry or isthmus jobs drop.',
    )
  }
  const last = lastSuccessAt === null ? 'none sent yet' : `last sent ${showMoment(lastSuccessAt)}`
  return ok(check, `from ${from}, ${last}, ${waiting === 0 ? 'nothing waits' : `${waiting} wait`}`)
}

function quote(said: string | null): string {
  return said === null ? '' : ` It said: ${said}`
}
