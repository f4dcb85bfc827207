import { posix } from 'node:path'
import { type Expression, Visitor } from 'oxc-parser'
import type { SourceFile } from './source-file.ts'

/** One place where a file names another module. */
export interface Import {
  readonly line: number
  /** Undefined when it is computed: `import(name)`. */
  readonly specifier: string | undefined
  /** Whether it is gone at run time. */
  readonly isTypeOnly: boolean
}

/** Finds all that a file imports: statements, re-exports, dynamic imports and types. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = []
  const add = (offset: number, specifier: string | undefined, isTypeOnly = false) => {
    found.push({ line: file.lineOf(offset), specifier, isTypeOnly })
  }
  new Visitor({
    ImportDeclaration: (node) => add(node.start, node.source.value, node.importKind === 'type'),
    ExportAllDeclaration: (node) => add(node.start, node.source.value, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.start, node.source.value, node.exportKind === 'type')
    },
    ImportExpression: (node) => add(node.start, literal(node.source)),
    TSImportType: (node) => add(node.start, node.source.value, true),
  }).visit(file.program)
  return found
}

function literal(expression: Expression): string | undefined {
  if (expression.type === 'Literal' && typeof expression.value === 'string') return expression.value
  if (expression.type !== 'TemplateLiteral' || expression.expressions.length > 0) return undefined
  return expression.quasis[0]?.value.cooked ?? undefined
}

/** The files behind the names of the workspaces: `@isthmus/ocm` -> `packages/ocm/src/index.ts`. */
export type WorkspaceExports = ReadonlyMap<string, string>

/**
 * Finds the file behind a specifier.
 *
 * @returns its path relative to the repository; undefined for what is not of the repository
 */
export function resolveImport(
  from: string,
  specifier: string,
  exports: WorkspaceExports,
): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier)
  return exports.get(specifier)
}
