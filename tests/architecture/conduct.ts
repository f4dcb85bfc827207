import { type CallExpression, type Expression, type ImportDeclaration, Visitor } from 'oxc-parser'
import { isTestCode, type SourceFile } from './source-file.ts'
import type { Violation } from './violation.ts'

type Breach = Pick<Violation, 'rule' | 'problem' | 'remedy'>

/**
 * Checks what code may not do by itself: leave out tests, end the process, read the clock, open connections.
 */
export function conductViolations(files: readonly SourceFile[]): Violation[] {
  return files.flatMap((file) => {
    const rules = rulesFor(file.path)
    const found: Violation[] = []
    const add = (offset: number, breach: Breach | undefined) => {
      if (breach !== undefined) found.push({ ...breach, file: file.path, line: file.lineOf(offset) })
    }
    new Visitor({
      CallExpression: (node) => {
        const name = calleeName(node.callee)
        for (const rule of rules) add(node.start, rule.call?.(name, node))
      },
      NewExpression: (node) => {
        const name = `new ${calleeName(node.callee)}`
        if (node.arguments.length === 0) for (const rule of rules) add(node.start, rule.call?.(name))
      },
      ImportDeclaration: (node) => {
        if (node.importKind === 'type') return
        for (const name of importedNames(node)) for (const rule of rules) add(node.start, rule.import?.(name))
      },
      ImportExpression: (node) => {
        if (node.source.type !== 'Literal') return
        for (const rule of rules) add(node.start, rule.import?.(`${String(node.source.value)}#*`))
      },
    }).visit(file.program)
    return found
  })
}

/** A rule about calls (`process.exit`, `new Date`) and imports (`node:process#exit`, `undici#*`). */
interface ConductRule {
  call?(name: string, node?: CallExpression): Breach | undefined
  import?(name: string): Breach | undefined
}

function rulesFor(path: string): ConductRule[] {
  const isProduct = /^(?:server\/src|packages)\//.test(path) && !isTestCode(path)
  const isServer = isProduct && path.startsWith('server/')
  const isPlatform = path.startsWith('server/src/platform/')
  return [
    neverExit,
    ...(path.endsWith('.test.ts') ? [runAllTests] : []),
    ...(isServer && !sourcesOfTimeAndIds.has(path) ? [timeIsPassedIn(isPlatform)] : []),
    ...(isProduct && !isWayOut(path) ? [oneDoorOut] : []),
  ]
}

/** The only files of the server that read the clock and make ids. */
const sourcesOfTimeAndIds = new Set(['server/src/platform/clock.ts', 'server/src/platform/ids.ts'])

const neverExit: ConductRule = {
  call: (name) => (name === 'process.exit' ? exits : undefined),
  import: (name) => (/^(?:node:)?process#exit$/.test(name) ? exits : undefined),
}

const exits: Breach = {
  rule: 'nothing calls process.exit',
  problem: 'the process ends here, whatever is still open',
  remedy: 'set process.exitCode and let what is open be closed by its owner',
}

const runAllTests: ConductRule = {
  call: (name) => {
    if (!/\.(?:skip|only|todo|skipIf|runIf)\b/.test(name) && !/^(?:x|f)(?:it|test|describe)$/.test(name))
      return undefined
    return {
      rule: 'every test runs',
      problem: `${name} leaves out tests`,
      remedy: 'run it, or delete it; a suite that needs a Debian package says so in scripts/suites.ts',
    }
  },
}

function timeIsPassedIn(isPlatform: boolean): ConductRule {
  const breach = (name: string): Breach => ({
    rule: 'time, ids and randomness are passed in',
    problem: `${name} is read from the machine, where no test can set it`,
    remedy: 'take a clock or ids from the caller',
  })
  return {
    call: (name) => {
      const isMachine = /^(?:globalThis\.)?(?:Date\.now|new Date|Date|Math\.random)$/.test(name)
      if (isMachine || /(?:^|\.)randomUUID$/.test(name)) return breach(name)
      return !isPlatform && randomBytes.test(name) ? breach(name) : undefined
    },
  }
}

/** Secrets, keys and nonces must be random: the platform makes them. */
const randomBytes = /(?:^|\.)(?:randomBytes|randomInt|getRandomValues|randomFill|randomFillSync)$/

const oneDoorOut: ConductRule = {
  call: (name) => {
    if (/^(?:globalThis\.)?fetch$/.test(name)) return leaves(name)
    return /^https?\.(?:request|get)$/.test(name) ? leaves(name) : undefined
  },
  import: (name) => {
    const isClient = name.startsWith('undici#') || /^(?:node:)?https?#(?:request|get|Agent)$/.test(name)
    return isClient ? leaves(name) : undefined
  },
}

function leaves(name: string): Breach {
  return {
    rule: 'one door leads out',
    problem: `${name} opens connections around the guard`,
    remedy:
      'take a client of server/src/platform/outbound from the caller; in a package, declare a port for it',
  }
}

/** `a.b.c(…)` -> `a.b.c`; what cannot be named is a `?`. */
function calleeName(callee: Expression): string {
  switch (callee.type) {
    case 'Identifier':
      return callee.name
    case 'MemberExpression':
      if (callee.property.type === 'Identifier' && !callee.computed) {
        return `${calleeName(callee.object)}.${callee.property.name}`
      }
      return `${calleeName(callee.object)}.?`
    case 'ChainExpression':
    case 'ParenthesizedExpression':
      return calleeName(callee.expression)
    default:
      return '?'
  }
}

/** `import { a, b } from 'm'` -> `m#a`, `m#b`; a whole module is `m#*`. */
function importedNames(node: ImportDeclaration): string[] {
  if (node.specifiers.length === 0) return [`${node.source.value}#*`]
  return node.specifiers.flatMap((specifier) => {
    if (specifier.type !== 'ImportSpecifier') return [`${node.source.value}#*`]
    if (specifier.importKind === 'type') return []
    const { imported } = specifier
    return [`${node.source.value}#${imported.type === 'Identifier' ? imported.name : imported.value}`]
  })
}

/**
 * The guarded door, and two that lead nowhere else: the command line's way to the server of this machine, and the
 * demo, which is a client of the two servers that it started.
 */
function isWayOut(path: string): boolean {
  return (
    path.startsWith('server/src/platform/outbound/') ||
    path === 'server/src/cli/socket-request.ts' ||
    path === 'server/src/cli/demo/http-client.ts'
  )
}
