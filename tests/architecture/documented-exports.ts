import { isTestCode, type SourceFile } from './source-file.ts'
import type { Violation } from './violation.ts'

/**
 * Checks that whatever a file of a package exports has a doc comment: it is all that somebody sees who has the package
 * from a registry.
 */
export function undocumentedExports(files: readonly SourceFile[]): Violation[] {
  return files.filter(isPackageCode).flatMap((file) =>
    file.program.body
      .filter((node) => node.type === 'ExportNamedDeclaration' && node.declaration !== null)
      .filter((node) => !file.text.slice(0, node.start).trimEnd().endsWith('*/'))
      .map((node) => ({
        rule: 'exports of packages are documented',
        file: file.path,
        line: file.lineOf(node.start),
        problem: 'an export has no doc comment',
        remedy: 'say what it is or does, with shapes, units, errors and the source',
      })),
  )
}

function isPackageCode({ path }: SourceFile): boolean {
  return path.startsWith('packages/') && !isTestCode(path)
}
