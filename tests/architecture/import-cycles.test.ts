import { describe, expect, it } from 'vitest'
import { appRoomCycles, importCycles } from './import-cycles.ts'
import { codeFiles } from './repository.ts'
import { sourceFile } from './source-file.ts'
import { describeViolations } from './violation.ts'
import { workspaceExports } from './workspace-exports.ts'

describe('import cycles', () => {
  it('do not exist in this repository', () => {
    expect(describeViolations(importCycles(codeFiles(), workspaceExports()))).toEqual([])
  })

  it('are found with the way round and the line that closes them', () => {
    const files = [
      sourceFile('server/src/jobs/a.ts', "import './b.ts'"),
      sourceFile('server/src/jobs/b.ts', "\nimport type { C } from './c.ts'"),
      sourceFile('server/src/jobs/c.ts', "\n\nexport * from './a.ts'"),
    ]
    expect(importCycles(files, new Map())).toMatchObject([
      {
        file: 'server/src/jobs/c.ts',
        line: 3,
        problem:
          'files import each other: server/src/jobs/a.ts -> server/src/jobs/b.ts -> server/src/jobs/c.ts -> server/src/jobs/a.ts',
      },
    ])
  })

  it('are found where a package leads round', () => {
    const files = [
      sourceFile('packages/ocm/src/index.ts', "import '@isthmus/webdav'"),
      sourceFile('packages/webdav/src/index.ts', "import '@isthmus/ocm'"),
    ]
    const exports = new Map([
      ['@isthmus/ocm', 'packages/ocm/src/index.ts'],
      ['@isthmus/webdav', 'packages/webdav/src/index.ts'],
    ])
    expect(importCycles(files, exports)).toHaveLength(1)
  })

  it('are not seen where two ways meet', () => {
    const files = [
      sourceFile('a/a.ts', "import './b.ts'\nimport './c.ts'"),
      sourceFile('a/b.ts', "import './c.ts'"),
      sourceFile('a/c.ts', ''),
    ]
    expect(importCycles(files, new Map())).toEqual([])
  })

  it('do not exist between rooms of the app', () => {
    expect(describeViolations(appRoomCycles(codeFiles(), workspaceExports()))).toEqual([])
  })

  it('are found between rooms whose files go round in no circle', () => {
    const files = [
      sourceFile('web/src/files/a.ts', "import '../share/b.ts'"),
      sourceFile('web/src/share/b.ts', "import '../place.ts'"),
      sourceFile('web/src/share/c.ts', "\nimport '../files/d.ts'"),
      sourceFile('web/src/files/d.ts', ''),
      sourceFile('web/src/place.ts', "import './files/d.ts'"),
    ]
    expect(importCycles(files, new Map())).toEqual([])
    expect(appRoomCycles(files, new Map())).toMatchObject([
      {
        file: 'web/src/share/c.ts',
        line: 2,
        problem: 'rooms of the app import each other: web/src/files -> web/src/share -> web/src/files',
      },
    ])
  })
})
