import { type Command, InvalidArgumentError } from 'commander'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import { sinceParser } from '../since.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

interface AuditObject {
  readonly at: string
  readonly actorKind: string
  readonly actor: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

interface ListOptions extends OperatorOptions {
  readonly actor?: string
  readonly action?: string
  readonly subject?: string
  /** ISO 8601 */
  readonly since?: string
  /** ISO 8601 */
  readonly until?: string
  readonly limit: string
}

/** `isthmus audit …` */
export function addAuditCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('audit').description('Who did what to what.')

  addOperatorCommand<ListOptions>(group, surroundings, {
    syntax: 'list',
    summary: 'List who did what to what, newest first.',
    actor: 'admin',
    examples: [
      'isthmus audit list --since 7d --limit 500',
      'isthmus audit list --actor ann --subject share:12 --until 2026-11-24',
    ],
    options: (command) =>
      command
        .option('--actor <NAME>', 'only what this user, server or share did')
        .option('--action <ACTION>', 'only this, such as share.created')
        .option(
          '--subject <KIND[:ID]>',
          'only what was done to these, such as share, or to this, such as share:12',
        )
        .option(
          '--since <WHEN>',
          'not before: 7d, 2026-11-24, 2026-11-24T18:00:00Z',
          sinceParser(surroundings),
        )
        .option('--until <WHEN>', 'before: 1h, 2026-11-24, 2026-11-24T18:00:00Z', sinceParser(surroundings))
        .option('--limit <N>', 'how many at most, 1 to 500', parseLimit, '100'),
    async run(operator, { actor, action, subject, since, until, limit }) {
      const [, kind, id] = /^([^:]*):?(.*)$/.exec(subject ?? '') ?? []
      const query = new URLSearchParams({
        limit,
        ...(actor === undefined ? {} : { actor }),
        ...(action === undefined ? {} : { action }),
        ...(kind ? { subjectKind: kind } : {}),
        ...(id ? { subjectId: id } : {}),
        ...(since === undefined ? {} : { since }),
        ...(until === undefined ? {} : { until }),
      })
      const answer = await operator.ask<{ entries: AuditObject[] }>(
        'GET',
        `/api/v1/audit?${query.toString()}`,
      )
      const rows = answer.entries.map((entry) => [
        showMoment(entry.at),
        entry.actor || entry.actorKind,
        entry.action,
        [entry.subjectKind, entry.subjectId].join(' ').trimEnd(),
        Object.entries(entry.detail)
          .map(([name, value]) => `${name}=${value}`)
          .join(' '),
      ])
      return { object: answer, lines: formatTable(['at', 'who', 'did', 'to', 'with'], rows, 'Nothing.') }
    },
  })
}

function parseLimit(text: string): string {
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= 500) return text
  throw new InvalidArgumentError('Write a number from 1 to 500.')
}
