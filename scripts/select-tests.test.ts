import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { selectTests } from './select-tests.ts'
import type { Suite } from './suites.ts'

const unit = suite('unit', 'packages/*/src/**/*.test.ts')
const faults = suite('faults', 'tests/faults/**/*.test.ts')
const empty = suite('empty', 'tests/empty/**/*.test.ts')

describe('the arguments of npm test', () => {
  let root = ''

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'isthmus-select-'))
    for (const path of [
      'packages/ocm/src/wire/share.test.ts',
      'packages/webdav/src/put.test.ts',
      'tests/faults/kill.test.ts',
    ]) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), '')
    }
  })
  afterAll(() => rm(root, { recursive: true }))

  it('may be absent: everything runs', () => {
    expect(select()).toEqual({
      unit: ['packages/ocm/src/wire/share.test.ts', 'packages/webdav/src/put.test.ts'],
      faults: ['tests/faults/kill.test.ts'],
      empty: [],
    })
  })

  it('may name suites, also one without files', () => {
    expect(select('faults')).toEqual({ faults: ['tests/faults/kill.test.ts'] })
    expect(select('faults', 'empty')).toEqual({ faults: ['tests/faults/kill.test.ts'], empty: [] })
  })

  it('may be a folder, a file, or a part of one', () => {
    expect(select('packages/ocm')).toEqual({ unit: ['packages/ocm/src/wire/share.test.ts'] })
    expect(select('./packages/ocm')).toEqual({ unit: ['packages/ocm/src/wire/share.test.ts'] })
    expect(select('kill')).toEqual({ faults: ['tests/faults/kill.test.ts'] })
  })

  it('may overlap: no file runs twice', () => {
    expect(select('put.test.ts', 'packages/webdav')).toEqual({ unit: ['packages/webdav/src/put.test.ts'] })
  })

  it('are refused when one names nothing', () => {
    expect(selectTests(root, [unit, faults], ['unit', 'faulst'])).toEqual({ ok: false, unknown: 'faulst' })
  })

  function select(...names: string[]): unknown {
    const selection = selectTests(root, [unit, faults, empty], names)
    if (!selection.ok) throw new Error(selection.unknown)
    return Object.fromEntries([...selection.filesBySuite].map(([{ name }, files]) => [name, files]))
  }
})

function suite(name: string, pattern: string): Suite {
  return { name, about: '', include: [pattern], isolate: false, debianPackages: [] }
}
