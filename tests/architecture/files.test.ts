import { describe, expect, it } from 'vitest'
import { longSuites } from '../../scripts/long/long-suites.ts'
import { filesOf } from '../../scripts/select-tests.ts'
import { suites } from '../../scripts/suites.ts'
import { longFiles } from './file-length.ts'
import { nameViolations } from './file-names.ts'
import { foreignPathViolations } from './foreign-paths.ts'
import { codeFiles, isFixture, readText, repositoryFiles, root } from './repository.ts'
import { suiteViolations } from './suite-coverage.ts'
import { describeViolations } from './violation.ts'

describe('files', () => {
  it('are short in this repository', () => {
    const { violations, warnings } = longFiles(codeFiles())
    if (warnings.length > 0) console.warn(warnings.join('\n'))
    expect(describeViolations(violations)).toEqual([])
  })

  it('are looked at past 300 lines and refused past 500', () => {
    const file = (path: string, lines: number) => ({ path, text: 'x\n'.repeat(lines) })
    const { violations, warnings } = longFiles([file('a.ts', 300), file('b.ts', 301), file('c.ts', 501)])
    expect(warnings).toEqual([expect.stringContaining('b.ts has 301 lines')])
    expect(violations.map((violation) => violation.file)).toEqual(['c.ts'])
  })

  it('have names that say what is inside, in kebab-case, in this repository', () => {
    const named = repositoryFiles().filter((path) => !isFixture(path))
    expect(describeViolations(nameViolations(named))).toEqual([])
  })

  it.each([
    'server/src/utils/a.ts',
    'server/src/shares/helpers.ts',
    'server/src/common/a.ts',
    'server/src/shares/share-manager.ts',
    'server/src/shares/misc.test.ts',
    'server/src/shares/createShare.ts',
    'server/src/Shares/share.ts',
    'docs/first_steps.md',
  ])('may not be called %s', (path) => {
    expect(nameViolations([path])).toHaveLength(1)
  })

  it('may have dots and the names that everybody uses', () => {
    const paths = [
      '.ci/run',
      '.oxlintrc.json',
      'README.md',
      'LICENSE',
      'packages/ocm/src/common-name.test.ts',
    ]
    expect(nameViolations(paths)).toEqual([])
  })

  it('point to nothing outside of this repository', () => {
    const texts = repositoryFiles().map((path) => ({ path, text: readText(path) }))
    expect(describeViolations(foreignPathViolations(texts))).toEqual([])
  })

  it.each([
    ['a workplace', ['see ', 'work', 'notes.txt'].join('/')],
    ['a workspace', ['(', 'workspace', 'isthmus', 'a.ts)'].join('/')],
    ['a folder beside the repository', ['see ..', 'shared', 'A.md'].join('/')],
    ['the home of a developer', ['', 'home', 'ann', 'src', 'isthmus'].join('/')],
  ])('may not point to %s', (_, line) => {
    expect(foreignPathViolations([{ path: 'a.md', text: `\n${line}` }])).toMatchObject([{ line: 2 }])
  })

  it('may speak of folders of the product and of the web', () => {
    const text =
      'GET /dav/files/ann/work/a.txt\n/home/ann/Documents\n../shares/index.ts\nhttps://a.example/work/b'
    expect(foreignPathViolations([{ path: 'a.md', text }])).toEqual([])
  })

  it('with tests are each in one suite in this repository', () => {
    const allSuites = [...suites, ...longSuites]
    const filesBySuite = Object.fromEntries(
      allSuites.map((suite) => {
        const repeated = allSuites.find(({ name }) => name === suite.repeats)
        const others = new Set(repeated && filesOf(root, repeated))
        return [suite.name, filesOf(root, suite).filter((file) => !others.has(file))]
      }),
    )
    expect(describeViolations(suiteViolations(repositoryFiles(), filesBySuite))).toEqual([])
  })

  it('with tests may not be in no suite or in two', () => {
    const paths = ['tests/a/a.test.ts', 'tests/b/b.test.ts', 'tests/c/c.test.ts', 'tests/c/c.ts']
    const filesBySuite = { a: ['tests/a/a.test.ts', 'tests/c/c.test.ts'], c: ['tests/c/c.test.ts'] }
    expect(suiteViolations(paths, filesBySuite).map(({ file }) => file)).toEqual([
      'tests/b/b.test.ts',
      'tests/c/c.test.ts',
    ])
  })
})
