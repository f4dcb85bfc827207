import type { Command } from 'commander'
import { showMoment } from '../moment.ts'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatFacts, formatTable } from '../table.ts'

interface JobObject {
  readonly id: string
  readonly kind: string
  readonly payload: Readonly<Record<string, string | number>>
  readonly peer: string | null
  readonly state: 'waiting' | 'running' | 'dead'
  readonly attempts: number
  readonly lastError: string | null
  readonly runAt: string
  readonly deadlineAt: string
  readonly createdAt: string
}

/** `isthmus jobs …` */
export function addJobsCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('jobs').description('Work in the background, such as telling other servers.')

  addOperatorCommand<OperatorOptions & { readonly dead?: boolean }>(group, surroundings, {
    syntax: 'list',
    summary: 'List the work that waits to be done, and what was given up.',
    actor: 'admin',
    examples: ['isthmus jobs list', 'isthmus jobs list --dead'],
    options: (command) => command.option('--dead', 'only what was given up'),
    async run(operator, { dead = false }) {
      const path = dead ? '/api/v1/jobs?state=dead' : '/api/v1/jobs'
      const answer = await operator.ask<{ jobs: JobObject[] }>('GET', path)
      const headings = ['id', 'kind', 'server', 'state', 'attempts', 'last error', 'due']
      const rows = answer.jobs.map((job) => [
        job.id,
        job.kind,
        job.peer ?? '',
        job.state,
        String(job.attempts),
        job.lastError ?? '',
        job.state === 'dead' ? '' : showMoment(job.runAt),
      ])
      const none = dead ? 'Nothing was given up.' : 'Nothing is waiting.'
      return { object: answer, lines: formatTable(headings, rows, none) }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'show <ID>',
    summary: 'Show a job, and what it is about.',
    actor: 'admin',
    examples: [`isthmus jobs show ${exampleId}`],
    async run(operator, _options, id) {
      const job = await operator.ask<JobObject>('GET', pathOf(id))
      return { object: job, lines: describe(job) }
    },
  })

  addOperatorCommand<OperatorOptions & { readonly due: true }>(group, surroundings, {
    syntax: 'run',
    summary: 'Run what is due now, and wait until that is over.',
    actor: 'admin',
    examples: ['isthmus jobs run --due'],
    options: (command) => command.requiredOption('--due', 'all that is due'),
    async run(operator) {
      const answer = await operator.ask<{ attempts: number }>('POST', '/api/v1/jobs/run-due')
      const { attempts } = answer
      return { object: answer, lines: [attempts === 0 ? 'Nothing was due.' : `${attempts} were tried.`] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'retry <ID>',
    summary: 'Make a job due now that waits or was given up, as if it were new.',
    actor: 'admin',
    examples: [`isthmus jobs retry ${exampleId}`],
    async run(operator, _options, id) {
      await operator.ask('POST', `${pathOf(id)}/retry`)
      return { lines: ['It is due.'] }
    },
  })

  addOperatorCommand(group, surroundings, {
    syntax: 'drop <ID>',
    summary: 'Remove a job that waits or was given up. What waited is given up by that.',
    actor: 'admin',
    examples: [`isthmus jobs drop ${exampleId}`],
    async run(operator, _options, id) {
      await operator.ask('DELETE', pathOf(id))
      return { lines: ['It is gone.'] }
    },
  })
}

const exampleId = '019c0c5e-8a42-7d10-8c55-90b3a7c1f2e4'

function pathOf(id: string): string {
  return `/api/v1/jobs/${encodeURIComponent(id)}`
}

function describe(job: JobObject): string[] {
  const payload = Object.entries(job.payload).map(([name, value]) => `${name} ${value}`)
  return formatFacts([
    ['Job', job.id],
    ['Kind', job.kind],
    ['About', payload.join(', ') || undefined],
    ['Server', job.peer ?? undefined],
    ['State', job.state],
    ['Attempts', String(job.attempts)],
    ['Last error', job.lastError ?? undefined],
    [runAtNames[job.state], showMoment(job.runAt)],
    ['Given up', job.state === 'dead' ? undefined : `not before ${showMoment(job.deadlineAt)}`],
    ['Since', showMoment(job.createdAt)],
  ])
}

const runAtNames = { waiting: 'Due', running: 'Claimed until', dead: 'Given up' }
