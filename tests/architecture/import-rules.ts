import { type Area, areaOf, nameOf, roomLevels } from './areas.ts'
import { importsOf, resolveImport, type WorkspaceExports } from './imports.ts'
import { isTestCode, type SourceFile } from './source-file.ts'
import type { Violation } from './violation.ts'

/** What breaks a rule, without its place. */
type Breach = Pick<Violation, 'rule' | 'problem' | 'remedy'>

/** Which packages a package may build on. */
const packageFoundations: Readonly<Record<string, readonly string[] | undefined>> = {
  ocm: ['http-signatures'],
  caldav: ['webdav'],
  carddav: ['webdav'],
}

/** Checks who imports whom. */
export function importViolations(files: readonly SourceFile[], exports: WorkspaceExports): Violation[] {
  return files.flatMap((file) => {
    const area = areaOf(file.path)
    if (area === undefined) return [{ ...homeless, file: file.path, line: 1 }]
    return importsOf(file).flatMap(({ line, specifier }) => {
      const breach = specifier === undefined ? computed : judge(file.path, area, specifier, exports)
      return breach === undefined ? [] : [{ ...breach, file: file.path, line }]
    })
  })
}

const homeless: Breach = {
  rule: 'a file has a place in the house',
  problem: 'this folder is no room, surface or package',
  remedy: 'move the file, or add the room to tests/architecture/areas.ts',
}

const computed: Breach = {
  rule: 'imports are literal',
  problem: 'the name of an imported module is computed',
  remedy: 'write the name as a literal, so that these rules can be checked',
}

/** What makes the app look like the pages of the server; no code. */
const looks = /^server\/src\/http\/browser\/[\w-]+\.(?:css|svg)$/

function judge(from: string, area: Area, specifier: string, exports: WorkspaceExports): Breach | undefined {
  const to = resolveImport(from, specifier, exports)
  if (to === undefined) return undefined
  const target = areaOf(to)
  // A missing place is reported at the target file itself.
  if (target === undefined) return undefined
  if (area.kind === 'web' && looks.test(to)) return undefined
  if (specifier.startsWith('.') && workspaceOf(from) !== workspaceOf(to)) return crossing(to)
  if (isTestCode(to) && !isTestCode(from)) return lending(to)
  if (nameOf(area) === nameOf(target)) return undefined
  if (area.kind === 'testkit' || area.kind === 'tests') return judgeTests(area, target)
  if (target.kind === 'testkit' && isTestCode(from) && area.kind !== 'package') return undefined
  return judgeCode(area, target) ?? judgeDoor(target, to)
}

function judgeTests(area: Area, target: Area): Breach | undefined {
  const allowed = area.kind === 'testkit' ? ['server', 'package'] : ['testkit', 'package', 'scripts', 'root']
  if (allowed.includes(target.kind)) return undefined
  return {
    rule: 'tests come in by the front door',
    problem: `${nameOf(area)} imports ${nameOf(target)}`,
    remedy:
      'start a server with the testkit, which has what server.ts exports; a unit test lies beside its code',
  }
}

function judgeCode(area: Area, target: Area): Breach | undefined {
  switch (area.kind) {
    case 'root':
    case 'scripts':
      if (target.kind === 'scripts') return undefined
      return refuse(area, target, 'scripts stand apart', 'make it a command of the program')
    case 'web':
      return refuse(area, target, 'the app stands apart', 'ask the server through web/src/api')
    case 'package':
      return judgePackage(area.name, target)
    case 'platform':
      return refuse(area, target, 'the platform is the ground floor', 'let the caller pass in what it needs')
    case 'room':
      return judgeRoom(area.name, target)
    case 'http':
    case 'cli':
      if (target.kind === 'server' && area.kind === 'cli') return undefined
      if (target.kind !== 'server' && target.kind !== 'http' && target.kind !== 'cli') return undefined
      return refuse(area, target, 'nothing imports an edge or server.ts', 'move what both need into a room')
    // The composition root may import everything; tests have been judged.
    case 'server':
    case 'testkit':
    case 'tests':
      return undefined
  }
}

function judgePackage(name: string, target: Area): Breach | undefined {
  const foundations = packageFoundations[name] ?? []
  if (target.kind === 'package' && foundations.includes(target.name)) return undefined
  const remedy = `packages/${name} may build on ${foundations.join(', ') || 'no other package'}: pass it in as a port`
  return refuse({ kind: 'package', name }, target, 'packages stand alone', remedy)
}

function judgeRoom(name: string, target: Area): Breach | undefined {
  if (target.kind === 'platform' || target.kind === 'package') return undefined
  if (target.kind !== 'room') {
    const remedy = 'declare a port or raise an event here, and wire it in server.ts'
    return refuse({ kind: 'room', name }, target, 'nothing imports an edge or server.ts', remedy)
  }
  if (levelOf(target.name) < levelOf(name)) return undefined
  return refuse(
    { kind: 'room', name },
    target,
    'rooms import lower rooms only',
    'declare a port, a job handler or an event here, and wire it in server.ts',
  )
}

function judgeDoor(target: Area, to: string): Breach | undefined {
  if (target.kind !== 'room' || to === `server/src/${target.name}/index.ts`) return undefined
  return {
    rule: 'a room is entered through its index.ts',
    problem: `${to} is behind the door of the room ${target.name}`,
    remedy: `import server/src/${target.name}/index.ts, and export there what others may use`,
  }
}

function lending(to: string): Breach {
  return {
    rule: 'only tests import test code',
    problem: `${to} is for tests`,
    remedy: 'move what the product needs out of it',
  }
}

function crossing(to: string): Breach {
  return {
    rule: 'workspaces know each other by name',
    problem: `a relative path leads to ${to}, which is in another workspace`,
    remedy: 'import its package by name; what it does not export is its own',
  }
}

function refuse(area: Area, target: Area, rule: string, remedy: string): Breach {
  return { rule, problem: `${nameOf(area)} imports ${nameOf(target)}`, remedy }
}

function levelOf(room: string): number {
  return roomLevels.findIndex((level) => level.includes(room))
}

/** The workspace a file belongs to; all that is in none belongs together. */
function workspaceOf(path: string): string {
  return /^(?:packages\/[^/]+|server|testkit|web)\//.exec(path)?.[0] ?? ''
}
