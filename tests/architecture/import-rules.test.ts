import { describe, expect, it } from 'vitest'
import { importViolations } from './import-rules.ts'
import { codeFiles } from './repository.ts'
import { sourceFile } from './source-file.ts'
import { describeViolations } from './violation.ts'
import { workspaceExports } from './workspace-exports.ts'

describe('import rules', () => {
  it('hold in this repository', () => {
    expect(describeViolations(importViolations(codeFiles(), workspaceExports()))).toEqual([])
  })

  it('read the exports of the workspaces', () => {
    expect(workspaceExports().get('@isthmus/ocm')).toBe('packages/ocm/src/index.ts')
  })

  it.each([
    ['packages/ocm/src/a.ts', '@isthmus/server', 'packages stand alone'],
    ['packages/ocm/src/a.ts', '@isthmus/webdav', 'packages stand alone'],
    ['packages/http-signatures/src/a.ts', '@isthmus/ocm', 'packages stand alone'],
    ['packages/ocm/src/a.test.ts', '@isthmus/testkit', 'packages stand alone'],
    ['packages/webdav/src/a.ts', './testing/memory-tree.ts', 'only tests import test code'],
    ['server/src/platform/blobs/disk.ts', './blob-store-conformance.ts', 'only tests import test code'],
    ['packages/ocm/src/a.ts', '../../http-signatures/src/index.ts', 'workspaces know each other by name'],
    ['server/src/platform/clock.ts', '../jobs/index.ts', 'the platform is the ground floor'],
    ['server/src/jobs/queue.ts', '../accounts/index.ts', 'rooms import lower rooms only'],
    ['server/src/mail/send.ts', '../activity/index.ts', 'rooms import lower rooms only'],
    ['server/src/files/node.ts', '../calendars/index.ts', 'rooms import lower rooms only'],
    ['server/src/shares/share.ts', '../mounts/index.ts', 'rooms import lower rooms only'],
    ['server/src/shares/share.ts', '../files/node.ts', 'a room is entered through its index.ts'],
    ['server/src/http/api/list-shares.ts', '../../shares/share.ts', 'a room is entered through its index.ts'],
    ['server/src/server.ts', './shares/share.ts', 'a room is entered through its index.ts'],
    ['server/src/shares/share.ts', '../http/route.ts', 'nothing imports an edge or server.ts'],
    ['server/src/shares/share.ts', '../server.ts', 'nothing imports an edge or server.ts'],
    ['server/src/http/route.ts', '../server.ts', 'nothing imports an edge or server.ts'],
    ['server/src/http/route.ts', '../cli/main.ts', 'nothing imports an edge or server.ts'],
    ['server/src/cli/main.ts', '../http/route.ts', 'nothing imports an edge or server.ts'],
    ['server/src/shares/share.ts', '@isthmus/testkit', 'only tests import test code'],
    ['server/src/server.ts', '@isthmus/testkit', 'only tests import test code'],
    ['scripts/check.ts', '@isthmus/server', 'scripts stand apart'],
    ['web/src/main.tsx', '../../server/src/http/browser/page.js', 'workspaces know each other by name'],
    ['web/src/main.tsx', '../../server/src/http/route.ts', 'workspaces know each other by name'],
    ['web/src/main.tsx', '@isthmus/server', 'the app stands apart'],
    ['tests/faults/a.test.ts', '@isthmus/server', 'tests come in by the front door'],
    ['server/src/cupboard/a.ts', 'node:fs', 'a file has a place in the house'],
    ['server/src/application.ts', 'node:fs', 'a file has a place in the house'],
  ])('refuse that %s imports %s', (path, specifier, rule) => {
    expect(rulesBrokenBy(path, `import { a } from '${specifier}'`)).toEqual([rule])
  })

  it.each([
    ['packages/ocm/src/a.ts', '@isthmus/http-signatures'],
    ['packages/ocm/src/a.ts', './wire/b.ts'],
    ['packages/ocm/src/a.ts', 'zod'],
    ['server/src/jobs/queue.ts', '../platform/database/database.ts'],
    ['server/src/jobs/queue.ts', './lease.ts'],
    ['server/src/shares/share.ts', '../files/index.ts'],
    ['server/src/shares/share.ts', '@isthmus/ocm'],
    ['server/src/shares/share.test.ts', '@isthmus/testkit'],
    ['server/src/http/api/list-shares.ts', '../../shares/index.ts'],
    ['server/src/http/api/list-shares.ts', '../route.ts'],
    ['server/src/cli/main.ts', '../server.ts'],
    ['server/src/server.ts', './http/routes.ts'],
    ['server/src/server.test.ts', './server.ts'],
    ['packages/webdav/src/a.test.ts', './testing/memory-tree.ts'],
    ['testkit/src/network.ts', '@isthmus/server'],
    ['tests/faults/a.test.ts', '@isthmus/testkit'],
    ['vitest.config.ts', './scripts/suites.ts'],
    ['web/src/main.tsx', '../../server/src/http/browser/tokens.css'],
  ])('allow that %s imports %s', (path, specifier) => {
    expect(rulesBrokenBy(path, `import { a } from '${specifier}'`)).toEqual([])
  })

  it.each([
    ['a type', "import type { A } from '../mounts/index.ts'"],
    ['a type in place', "let a: import('../mounts/index.ts').A"],
    ['a re-export', "export { a } from '../mounts/index.ts'"],
    ['a re-export of everything', "export * from '../mounts/index.ts'"],
    ['a dynamic import', "await import('../mounts/index.ts')"],
    ['a dynamic import of a template', 'await import(`../mounts/index.ts`)'],
    ['a side effect', "import '../mounts/index.ts'"],
  ])('see %s', (_, text) => {
    expect(rulesBrokenBy('server/src/shares/share.ts', text)).toEqual(['rooms import lower rooms only'])
  })

  it('refuse a dynamic import whose name is computed', () => {
    expect(rulesBrokenBy('server/src/shares/share.ts', 'await import(`../${room}/index.ts`)')).toEqual([
      'imports are literal',
    ])
  })

  it('are not fooled by text that looks like an import', () => {
    const text = "// import '../mounts/index.ts'\nconst a = `import x from '../mounts/index.ts'`"
    expect(rulesBrokenBy('server/src/shares/share.ts', text)).toEqual([])
  })

  it('name the line and what to do', () => {
    const file = sourceFile('server/src/shares/share.ts', "\n\nimport { a } from '../mounts/index.ts'\n")
    expect(describeViolations(importViolations([file], new Map()))).toEqual([
      'server/src/shares/share.ts:3 [rooms import lower rooms only] the room shares imports the room mounts. ' +
        'declare a port, a job handler or an event here, and wire it in server.ts.',
    ])
  })
})

function rulesBrokenBy(path: string, text: string): string[] {
  return importViolations([sourceFile(path, text)], workspaceExports()).map(({ rule }) => rule)
}
