import { importsOf, resolveImport, type WorkspaceExports } from './imports.ts'
import type { SourceFile } from './source-file.ts'
import type { Violation } from './violation.ts'

/**
 * Finds files that import each other in a circle; imports of types count, since a reader goes round as well.
 * One violation for each import that closes a circle.
 */
export function importCycles(files: readonly SourceFile[], exports: WorkspaceExports): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const violations: Violation[] = []
  const done = new Set<string>()
  /** The files from the one we started with to the current one. */
  const trail: string[] = []

  const visit = (file: SourceFile) => {
    trail.push(file.path)
    for (const { specifier, line } of importsOf(file)) {
      const target = specifier === undefined ? undefined : resolveImport(file.path, specifier, exports)
      const next = target === undefined ? undefined : byPath.get(target)
      if (next === undefined) continue
      const start = trail.indexOf(next.path)
      if (start !== -1) violations.push(cycle([...trail.slice(start), next.path], file.path, line))
      else if (!done.has(next.path)) visit(next)
    }
    trail.pop()
    done.add(file.path)
  }
  for (const file of files) if (!done.has(file.path)) visit(file)
  return violations
}

function cycle(paths: readonly string[], file: string, line: number): Violation {
  return {
    rule: 'no import cycles',
    file,
    line,
    problem: `files import each other: ${paths.join(' -> ')}`,
    remedy: 'move what both need into a file of its own, or pass it in',
  }
}
