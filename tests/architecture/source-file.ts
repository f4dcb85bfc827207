import { type Program, parseSync } from 'oxc-parser'

/** A code file with its syntax tree. */
export interface SourceFile {
  /** Relative to the repository, with slashes. */
  readonly path: string
  readonly text: string
  readonly program: Program
  /** The line, from 1, of an offset into the text. */
  lineOf(offset: number): number
}

/** Reads a code file; the tree is made when it is first asked for. */
export function sourceFile(path: string, text: string): SourceFile {
  let program: Program | undefined
  return {
    path,
    text,
    get program() {
      program ??= parseSync(path, text, { sourceType: 'module' }).program
      return program
    },
    lineOf: (offset) => text.slice(0, offset).split('\n').length,
  }
}

/**
 * Whether a file is a test or belongs to the tests alone: `*.test.ts`, a suite that several implementations
 * must pass (`*-conformance.ts`), `testing.ts`, and what lies in `testing/`, `bad-input/`, `testkit/` or `tests/`.
 */
export function isTestCode(path: string): boolean {
  return /(?:\.test|-conformance)\.ts$|^(?:tests|testkit)\/|\/testing(?:\/|\.ts$)|\/bad-input\//.test(path)
}
