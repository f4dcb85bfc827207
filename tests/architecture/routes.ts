import { posix } from 'node:path'
import { type CallExpression, type Expression, Visitor } from 'oxc-parser'
import { importsOf, resolveImport } from './imports.ts'
import { isTestCode, type SourceFile } from './source-file.ts'
import type { Violation } from './violation.ts'

const table = 'server/src/http/routes.ts'

/**
 * Checks that each endpoint is one file of a surface, declared there, and that all are in the one route
 * table.
 */
export function routeViolations(files: readonly SourceFile[]): Violation[] {
  const code = files.filter(({ path }) => path.startsWith('server/src/') && !isTestCode(path))
  const calls = new Map(code.map((file) => [file.path, routeCalls(file)]))
  const inFolders = code.filter(({ path }) => folderOf(path) !== undefined)
  const routeFiles = inFolders.filter(({ path }) => calls.get(path)?.length)
  // A folder without any route is no surface, but something that the edge is made of.
  const surfaces = new Set(routeFiles.map(({ path }) => folderOf(path)))
  const surfaceFiles = inFolders.filter(({ path }) => surfaces.has(folderOf(path)))
  const inTable = new Set(importedPaths(code.find(({ path }) => path === table)))
  const needed = filesBehind(routeFiles, surfaceFiles)

  return [
    ...code
      .filter((file) => !routeFiles.includes(file))
      .flatMap((file) => (calls.get(file.path) ?? []).map((call) => misplaced(file, call))),
    ...routeFiles.flatMap((file) => malformed(file, calls.get(file.path) ?? [])),
    ...routeFiles.filter(({ path }) => !inTable.has(path)).map(unlisted),
    ...surfaceFiles.filter((file) => !routeFiles.includes(file) && !needed.has(file.path)).map(stray),
  ]
}

/** The folder below `http/` that a file lies in. */
function folderOf(path: string): string | undefined {
  return /^server\/src\/http\/([^/]+)\//.exec(path)?.[1]
}

function routeCalls(file: SourceFile): CallExpression[] {
  const calls: CallExpression[] = []
  new Visitor({
    CallExpression: (node) => {
      if (isRouteCall(node)) calls.push(node)
    },
  }).visit(file.program)
  return calls
}

function isRouteCall(node: Expression | null): node is CallExpression {
  return (
    node?.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'defineRoute'
  )
}

function importedPaths(file: SourceFile | undefined): string[] {
  if (file === undefined) return []
  return importsOf(file).flatMap(
    ({ specifier }) => resolveImport(file.path, specifier ?? '', new Map()) ?? [],
  )
}

/** What route files import, and what that imports, as far as it is of the same surface. */
function filesBehind(routeFiles: readonly SourceFile[], surfaceFiles: readonly SourceFile[]): Set<string> {
  const byPath = new Map(surfaceFiles.map((file) => [file.path, file]))
  const needed = new Set<string>()
  const follow = (file: SourceFile) => {
    for (const path of importedPaths(file)) {
      const next = byPath.get(path)
      if (next === undefined || needed.has(path) || folderOf(path) !== folderOf(file.path)) continue
      needed.add(path)
      follow(next)
    }
  }
  for (const file of routeFiles) follow(file)
  return needed
}

function malformed(file: SourceFile, calls: readonly CallExpression[]): Violation[] {
  const exported = file.program.body.filter(
    (statement) =>
      statement.type === 'ExportNamedDeclaration' &&
      statement.declaration?.type === 'VariableDeclaration' &&
      statement.declaration.declarations.some(
        ({ id, init }) => id.type === 'Identifier' && id.name === 'route' && isRouteCall(init),
      ),
  )
  if (calls.length === 1 && exported.length === 1) return []
  const call = calls[1] ?? calls[0]
  return [
    {
      rule: 'one route per file',
      file: file.path,
      line: call === undefined ? 1 : file.lineOf(call.start),
      problem: `a route file declares ${calls.length} routes and exports ${exported.length} by the name of route`,
      remedy: 'write `export const route = defineRoute({…})` once, and give each endpoint a file of its own',
    },
  ]
}

function misplaced(file: SourceFile, call: CallExpression): Violation {
  return {
    rule: 'a route lies in the folder of its surface',
    file: file.path,
    line: file.lineOf(call.start),
    problem: 'a route is declared outside the folders of the surfaces',
    remedy: 'move it to server/src/http/SURFACE/NAME.ts',
  }
}

function unlisted({ path }: SourceFile): Violation {
  return {
    rule: 'every route is in the route table',
    file: path,
    line: 1,
    problem: `${table} does not import it, so it is never served`,
    remedy: `import it as ./${posix.relative(posix.dirname(table), path)} there and list it`,
  }
}

function stray({ path }: SourceFile): Violation {
  return {
    rule: 'a surface holds routes and what they need',
    file: path,
    line: 1,
    problem: 'it declares no route and no route of its surface imports it',
    remedy: 'delete it, or move what all surfaces need to server/src/http/',
  }
}
