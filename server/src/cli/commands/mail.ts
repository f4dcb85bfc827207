import type { Command } from 'commander'
import type { MailFaultObject, MailObject } from '../mail-object.ts'
import { showMoment } from '../moment.ts'
import { addOperatorCommand } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatFacts } from '../table.ts'

interface TestObject {
  readonly sent: boolean
  readonly said: string | null
  readonly fault: MailFaultObject | null
}

/** `isthmus mail …` */
export function addMailCommands(program: Command, surroundings: Surroundings): void {
  const group = program
    .command('mail')
    .description('The mail that a cloud sends. Settings that begin with mail. choose its SMTP server.')

  addOperatorCommand(group, surroundings, {
    syntax: 'status',
    summary: 'Show where the mail goes, and how that went lately.',
    actor: 'admin',
    examples: ['isthmus mail status', 'isthmus mail status --tenant cloud.example --json'],
    async run(operator) {
      const mail = await operator.ask<MailObject>('GET', '/api/v1/mail')
      return { object: mail, lines: describe(mail) }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'test <ADDRESS>',
    summary: 'Send a test mail now, and show what the SMTP server says.',
    actor: 'admin',
    examples: ['isthmus mail test ann@example.org'],
    async run(operator, _options, to) {
      const tested = await operator.ask<TestObject>('POST', '/api/v1/mail/test', { to })
      const said = tested.said === null ? [] : [`The SMTP server said: ${tested.said}`]
      if (tested.fault === null) return { object: tested, lines: ['It is sent.', ...said] }
      const { slug, message, remedy } = tested.fault
      return { object: tested, lines: said, failure: { code: slug, message: `${message} ${remedy}` } }
    },
  })
}

function describe({ configured, waiting, dead, lastFailure, ...mail }: MailObject): string[] {
  if (!configured) {
    return ['This cloud sends no mail. Choose an SMTP server: isthmus setting set mail.smtp.host HOST']
  }
  return formatFacts([
    ['SMTP server', `${mail.host}:${mail.port} (${mail.security})`],
    ['signs in as', mail.username ?? undefined],
    ['from', mail.from],
    ['last sent', mail.lastSuccessAt === null ? undefined : showMoment(mail.lastSuccessAt)],
    [
      'last trouble',
      lastFailure === null ? undefined : `${showMoment(lastFailure.at)}: ${lastFailure.message}`,
    ],
    ['what to do', lastFailure?.remedy],
    ['it said', lastFailure?.said ?? undefined],
    ['waiting', String(waiting)],
    ['given up', dead === 0 ? undefined : `${dead}: isthmus jobs list --dead`],
  ])
}
