import { type CallExpression, type Expression, Visitor } from 'oxc-parser'
import { isTestCode, type SourceFile } from './source-file.ts'
import type { Violation } from './violation.ts'

/** The room, or `platform`, that each table belongs to. */
export type TableOwners = ReadonlyMap<string, string>

/**
 * Reads who owns which table: `server/src/platform/database/tables/ROOM.ts` exports `interface RoomTables`,
 * whose keys are the tables of that room.
 */
export function tableOwners(files: readonly SourceFile[]): TableOwners {
  return new Map(
    files.flatMap((file) => {
      const owner = /^server\/src\/platform\/database\/tables\/([^/]+)\.ts$/.exec(file.path)?.[1]
      if (owner === undefined || isTestCode(file.path)) return []
      return tablesDeclaredIn(file, owner).map((name) => [name, owner] as const)
    }),
  )
}

/** Checks that each table is named by the repository files of its own room alone. */
export function tableViolations(files: readonly SourceFile[]): Violation[] {
  const owners = tableOwners(files)
  return files
    .filter(({ path }) => path.startsWith('server/src/') && !isTestCode(path))
    .filter(({ path }) => !path.startsWith('server/src/platform/database/migrations/'))
    .flatMap((file) => {
      const temporary = temporaryTables(file)
      return namedTables(file, owners).flatMap(({ table, offset }) => {
        if (table !== undefined && temporary.has(table)) return []
        const breach = table === undefined ? computed : judge(file.path, table, owners.get(table))
        return breach === undefined ? [] : [{ ...breach, file: file.path, line: file.lineOf(offset) }]
      })
    })
}

type Breach = Pick<Violation, 'rule' | 'problem' | 'remedy'>

const computed: Breach = {
  rule: 'tables are named literally',
  problem: 'the name of a table is computed',
  remedy: 'write it as a literal, so that its owner can be checked',
}

function judge(path: string, table: string, owner: string | undefined): Breach | undefined {
  const rule = 'a table is touched by its own room'
  if (owner === undefined) {
    // The migrator's own table is no part of the schema that it makes.
    if (path.startsWith('server/src/platform/')) return undefined
    const remedy =
      'declare it in server/src/platform/database/tables/ROOM.ts, in the interface of the room it belongs to'
    return { rule, problem: `no room owns the table ${table}`, remedy }
  }
  if (!path.startsWith(`server/src/${owner}/`)) {
    const remedy =
      owner === 'platform'
        ? 'ask a function of the platform, or declare the table in the tables of this room'
        : `ask the room ${owner} through its index.ts`
    return { rule, problem: `the table ${table} belongs to ${owner}`, remedy }
  }
  if (owner === 'platform' || path.endsWith('-repository.ts')) return undefined
  const remedy = 'move the statement to a file of the room whose name ends in -repository.ts'
  return { rule, problem: `the table ${table} is touched outside a repository file`, remedy }
}

function tablesDeclaredIn(file: SourceFile, owner: string): string[] {
  const interfaceName = `${owner.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Tables`
  const tables: string[] = []
  new Visitor({
    TSInterfaceDeclaration: (node) => {
      if (node.id.name !== interfaceName) return
      for (const member of node.body.body) {
        if (member.type !== 'TSPropertySignature') continue
        if (member.key.type === 'Identifier') tables.push(member.key.name)
        else if (member.key.type === 'Literal') tables.push(String(member.key.value))
      }
    },
  }).visit(file.program)
  return tables
}

/** Kysely's methods whose first argument is a table. */
const tableMethods = new Set([
  'selectFrom',
  'insertInto',
  'replaceInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'innerJoin',
  'leftJoin',
  'rightJoin',
  'fullJoin',
  'crossJoin',
  'innerJoinLateral',
  'leftJoinLateral',
])

interface NamedTable {
  /** Undefined when it is computed. */
  readonly table: string | undefined
  readonly offset: number
}

function namedTables(file: SourceFile, owners: TableOwners): NamedTable[] {
  const found: NamedTable[] = []
  new Visitor({
    CallExpression: (node) => {
      const method = methodOf(node)
      const argument = node.arguments[0]
      if (method === undefined || argument === undefined || argument.type === 'SpreadElement') return
      if (isSqlTable(node) || tableMethods.has(method)) found.push(...tablesOf(argument))
      // These also take other things, and other objects have them: only the name of a table counts.
      if (method === 'from' || method === 'using') {
        found.push(...tablesOf(argument).filter(({ table }) => table !== undefined && owners.has(table)))
      }
    },
    TaggedTemplateExpression: (node) => {
      if (node.tag.type !== 'Identifier' || node.tag.name !== 'sql') return
      for (const quasi of node.quasi.quasis) {
        for (const [, table = ''] of quasi.value.raw.matchAll(
          /\b(?:from|join|into|update|table)\s+"?(\w+)/gi,
        )) {
          if (owners.has(table)) found.push({ table, offset: quasi.start })
        }
      }
    },
  }).visit(file.program)
  return found
}

/** The tables of an argument: a name, a list of names; a subquery or a callback is looked at by itself. */
function tablesOf(argument: Expression): NamedTable[] {
  const offset = argument.start
  switch (argument.type) {
    case 'Literal':
      return [{ table: baseName(String(argument.value)), offset }]
    case 'TemplateLiteral': {
      const text = argument.quasis[0]?.value.cooked ?? ''
      return [{ table: argument.expressions.length === 0 ? baseName(text) : undefined, offset }]
    }
    case 'ArrayExpression':
      return argument.elements.flatMap((element) =>
        element === null || element.type === 'SpreadElement' ? [] : tablesOf(element),
      )
    case 'Identifier':
    case 'MemberExpression':
      return [{ table: undefined, offset }]
    default:
      return []
  }
}

/** `share as s` -> `share` */
function baseName(text: string): string {
  return text.trim().split(/\s+as\s+/i)[0] ?? ''
}

/** The names that `.with('name', …)` gives to the results of parts of a statement. */
function temporaryTables(file: SourceFile): Set<string> {
  const names = new Set<string>()
  new Visitor({
    CallExpression: (node) => {
      const method = methodOf(node)
      const argument = node.arguments[0]
      if ((method === 'with' || method === 'withRecursive') && argument?.type === 'Literal') {
        // `tree(id, parent)` names the columns as well.
        names.add(String(argument.value).split('(')[0] ?? '')
      }
    },
  }).visit(file.program)
  return names
}

function methodOf({ callee }: CallExpression): string | undefined {
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
    ? callee.property.name
    : undefined
}

/** `sql.table('name')` */
function isSqlTable({ callee }: CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false
  return (
    callee.object.name === 'sql' && callee.property.type === 'Identifier' && callee.property.name === 'table'
  )
}
