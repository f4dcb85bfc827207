import { describe, expect, it } from 'vitest'
import { undocumentedExports } from './documented-exports.ts'
import { codeFiles } from './repository.ts'
import { sourceFile } from './source-file.ts'
import { describeViolations } from './violation.ts'

const path = 'packages/ocm/src/discovery.ts'

function linesFound(text: string, file = path): number[] {
  return undocumentedExports([sourceFile(file, text)]).map(({ line }) => line)
}

describe('the exports of packages', () => {
  it('are documented in this repository', () => {
    expect(describeViolations(undocumentedExports(codeFiles()))).toEqual([])
  })

  it('are found without a doc comment, whatever they are', () => {
    const text = ['const a = 1', 'export type B = 1', 'export interface C {}', 'export function d() {}'].join(
      '\n',
    )
    expect(linesFound(text)).toEqual([2, 3, 4])
    expect(linesFound('export class E {}\nexport const f = 1')).toEqual([1, 2])
  })

  it('are fine with one, when they are those of another file, and in tests', () => {
    expect(linesFound('/** What it is. */\nexport type A = 1\n/** More. */\n\nexport const b = 1')).toEqual(
      [],
    )
    expect(linesFound("export { a } from './a.ts'\nexport type * from './b.ts'")).toEqual([])
    expect(linesFound('export const a = 1', 'packages/ocm/src/testing/a.ts')).toEqual([])
    expect(linesFound('export const a = 1', 'server/src/shares/a.ts')).toEqual([])
  })
})
