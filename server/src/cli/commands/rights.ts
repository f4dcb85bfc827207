import { Argument, type Command, Option } from 'commander'
import { addOperatorCommand, type OperatorOptions } from '../operator-command.ts'
import type { Surroundings } from '../surroundings.ts'
import { formatTable } from '../table.ts'

/** What is said about rights: what is absent is left to others. */
type RightsObject = Readonly<Record<string, boolean>>

interface SubjectOptions extends OperatorOptions {
  readonly user?: string
  readonly group?: string
}

/** `isthmus rights …` */
export function addRightsCommands(program: Command, surroundings: Surroundings): void {
  const group = program
    .command('rights')
    .description(
      'What people may do. What is said of a user counts before groups, and those before everyone.',
    )

  addOperatorCommand<SubjectOptions>(group, surroundings, {
    syntax: 'show',
    summary: 'Show what is said about the rights of everyone, a group or a user.',
    actor: 'admin',
    examples: ['isthmus rights show', 'isthmus rights show --user ann'],
    options: addSubject,
    async run(operator, subject) {
      const said = await operator.ask<RightsObject>('GET', pathOf(subject))
      return { object: said, lines: describe(said) }
    },
  })

  addOperatorCommand<SubjectOptions>(group, surroundings, {
    syntax: 'set <RIGHT>',
    summary: 'Allow or deny a right, or take back what was said (unset).',
    actor: 'admin',
    examples: [
      'isthmus rights set share-outward deny',
      'isthmus rights set share-outward allow --group physics',
    ],
    options: (command) =>
      addSubject(command.addArgument(new Argument('<RULING>', 'what is said').choices(Object.keys(rulings)))),
    async run(operator, subject, right, ruling) {
      const said = await operator.ask<RightsObject>('PATCH', pathOf(subject), { [right]: rulings[ruling] })
      return { object: said, lines: describe(said) }
    },
  })
}

const rulings: Readonly<Record<string, boolean | null>> = { allow: true, deny: false, unset: null }

function addSubject(command: Command): Command {
  return command
    .addOption(new Option('--user <NAME>', 'of one user (default: of everyone)').conflicts('group'))
    .option('--group <NAME>', 'of one group')
}

function pathOf({ user, group }: SubjectOptions): string {
  if (user !== undefined) return `/api/v1/users/${encodeURIComponent(user)}/rights`
  return group === undefined ? '/api/v1/rights' : `/api/v1/groups/${encodeURIComponent(group)}/rights`
}

function describe(said: RightsObject): string[] {
  const rows = Object.entries(said).map(([right, allowed]) => [right, allowed ? 'allowed' : 'denied'])
  return formatTable(['right', 'ruling'], rows, 'Nothing is said here.')
}
