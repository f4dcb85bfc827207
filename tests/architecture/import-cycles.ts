import { importsOf, resolveImport, type WorkspaceExports } from './imports.ts'
import type { SourceFile } from './source-file.ts'
import type { Violation } from './violation.ts'

/** Who imports whom, and in which line: of files, or of rooms. */
type Imports = Map<string, Map<string, { readonly file: string; readonly line: number }>>

/**
 * Finds files that import each other in a circle; imports of types count, since a reader goes round as well.
 * One violation for each import that closes a circle.
 */
export function importCycles(files: readonly SourceFile[], exports: WorkspaceExports): Violation[] {
  return cycles(
    importsBetween(files, exports, (path) => path),
    'files',
  )
}

/** Finds rooms of the app, the folders in `web/src/`, that import each other in a circle. */
export function appRoomCycles(files: readonly SourceFile[], exports: WorkspaceExports): Violation[] {
  const roomOf = (path: string) => /^web\/src\/[^/]+(?=\/)/.exec(path)?.[0]
  return cycles(importsBetween(files, exports, roomOf), 'rooms of the app')
}

/** @param nodeOf - what a file belongs to; `undefined` leaves it out */
function importsBetween(
  files: readonly SourceFile[],
  exports: WorkspaceExports,
  nodeOf: (path: string) => string | undefined,
): Imports {
  const imports: Imports = new Map(files.flatMap(({ path }) => [[nodeOf(path) ?? '', new Map()] as const]))
  imports.delete('')
  for (const file of files) {
    const from = nodeOf(file.path)
    for (const { specifier, line } of importsOf(file)) {
      const target = specifier === undefined ? undefined : resolveImport(file.path, specifier, exports)
      const to = target === undefined ? undefined : nodeOf(target)
      if (from === undefined || to === undefined || from === to || !imports.has(to)) continue
      const known = imports.get(from)
      if (known?.has(to) === false) known.set(to, { file: file.path, line })
    }
  }
  return imports
}

function cycles(imports: Imports, what: string): Violation[] {
  const violations: Violation[] = []
  const done = new Set<string>()
  /** From the node we started with to the current one. */
  const trail: string[] = []

  const visit = (node: string) => {
    trail.push(node)
    for (const [next, place] of imports.get(node) ?? []) {
      const start = trail.indexOf(next)
      if (start !== -1) violations.push(cycle([...trail.slice(start), next], what, place))
      else if (!done.has(next)) visit(next)
    }
    trail.pop()
    done.add(node)
  }
  for (const node of imports.keys()) if (!done.has(node)) visit(node)
  return violations
}

function cycle(nodes: readonly string[], what: string, place: { file: string; line: number }): Violation {
  return {
    rule: 'no import cycles',
    ...place,
    problem: `${what} import each other: ${nodes.join(' -> ')}`,
    remedy: 'move what both need into a file of its own, or pass it in',
  }
}
